import type { Point } from '../../lab/topology/topology.ts';
import { inside, lerp, overlaps, type Rect } from './geometry.ts';
import { withTabs, type MapLayout } from './layout.ts';
import { along, samples } from './road.ts';
import { wrap } from './text.ts';

/** Words beside a place of the map. */
export interface Notice {
  box: Rect;
  lines: string[];
  lineHeight: number;
}

const step = 8;
/** How far from its place a notice may be. */
const farthest = 130;

/** Letters of a line, and how many lines. */
const shapes: [letters: number, lines: number][] = [
  [44, 1],
  [26, 2],
  [17, 3],
  [13, 4],
];

/**
 * Finds the place for a notice nearest to `at` where it hides no server, no client, no link, no name of a domain and no
 * words of a link, and where the line to it does not either; undefined if there is none.
 */
export function noticeOf(layout: MapLayout, at: Point, text: string): Notice | undefined {
  const { width, height, fontSize, stations, territories, roads } = layout;
  const lineHeight = Math.round(fontSize * 1.2);
  const taken = [
    ...stations.map(withTabs),
    ...territories.map(({ label }) => label),
    ...roads.flatMap(({ words }) => words?.boxes ?? []),
  ];
  const points = roads.flatMap((road) => samples.map((t) => along(road, t)));
  const isFree = (box: Rect) =>
    !taken.some((rect) => overlaps(box, rect)) && !points.some((p) => inside(p, box, 5));
  const isSeen = (box: Rect) =>
    [0.2, 0.4, 0.6, 0.8].every((t) => {
      const p = lerp(at, centreOf(box), t);
      return !taken.some((rect) => inside(p, rect)) || inside(p, box);
    });
  let best: Notice | undefined;
  let least = farthest;
  for (const [letters, most] of shapes) {
    const lines = wrap(text, letters, 1, most);
    const w = Math.max(...lines.map(({ length }) => length)) * fontSize * 0.53 + 14;
    const h = lines.length * lineHeight + 6;
    for (let y = 14; y + h <= height - 14; y += step) {
      for (let x = 14; x + w <= width - 14; x += step) {
        const box = { x, y, w, h };
        const apart = distance(at, box);
        if (apart >= least || !isFree(box) || !isSeen(box)) continue;
        [best, least] = [{ box, lines, lineHeight }, apart];
      }
    }
  }
  return best;
}

const centreOf = ({ x, y, w, h }: Rect): Point => ({ x: x + w / 2, y: y + h / 2 });

/** From a point to a rectangle; of two as near the one in whose middle it lies is the nearer. */
function distance(at: Point, box: Rect): number {
  const dx = Math.max(box.x - at.x, 0, at.x - box.x - box.w);
  const dy = Math.max(box.y - at.y, 0, at.y - box.y - box.h);
  const centre = centreOf(box);
  return Math.hypot(dx, dy) + Math.hypot(centre.x - at.x, centre.y - at.y) / 20;
}
