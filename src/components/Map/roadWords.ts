import { inside, overlaps, type Rect } from './geometry.ts';
import { along, isAcross, samples, type Road } from './road.ts';

/** Where the words of a road stand. */
export interface RoadWords {
  x: number;
  /** The baselines of its two lines. */
  name: number;
  state: number;
  anchor: 'start' | 'middle' | 'end';
  /** Whether there is room for the longer of the two, which says who dials whom. */
  named: boolean;
  /** The room they take. */
  box: Rect;
}

const ADVANCE = 7;
/** The longest word for a link's state has about this many characters. */
const STATE_LENGTH = 12;

/** A place beside the road at which its words hide nothing; none if there is no such place. */
export function placeWords(
  road: Road,
  frame: Rect,
  taken: Rect[],
  others: Road[],
): RoadWords | undefined {
  const { x, y } = along(road, (road.leaves + road.enters) / 2);
  const nameLength = `${road.link.from} dials ${road.link.to}`.length;
  const places = isAcross(road)
    ? [{ x, name: y - 21, state: y + 23, anchor: 'middle' as const }]
    : [
        { x: x + 16, name: y - 4, state: y + 14, anchor: 'start' as const },
        { x: x - 16, name: y - 4, state: y + 14, anchor: 'end' as const },
      ];
  for (const named of [true, false]) {
    const w = (named ? nameLength : STATE_LENGTH) * ADVANCE;
    for (const place of places) {
      const left = place.x - { start: 0, middle: w / 2, end: w }[place.anchor];
      const box = { x: left, y: place.name - 13, w, h: place.state - place.name + 18 };
      const framed = inside(box, frame) && inside({ x: box.x + w, y: box.y + box.h }, frame);
      const crossed = others.some((other) => samples.some((t) => inside(along(other, t), box, 5)));
      if (framed && !crossed && !taken.some((rect) => overlaps(box, rect))) {
        return { ...place, named, box };
      }
    }
  }
  return undefined;
}
