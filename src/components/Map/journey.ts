import type { Point } from '../../lab/topology/topology.ts';
import { along, type Road } from './road.ts';
import type { MarkOnMap } from './types.ts';

/** How long a mark is on the map, in ms. A refused one stays at the border to be read. */
export const journeyTime = ({ kind, takes = 0 }: MarkOnMap): number =>
  kind === 'refused' ? 2400 : Math.max(500, takes);

/** Marks keep right, so that those which meet do not hide each other. */
const laneWidth = 4;

/** A mark's way: a straight line, plus the bow of a road that goes around something. */
export interface Journey {
  start: Point;
  end: Point;
  bow: Point;
}

/** How far along the road a refused mark gets: to the first border on its way. */
function borderOf({ leaves, enters }: Road, dialled: boolean): number {
  const borders = (dialled ? [leaves, enters] : [enters, leaves]).filter((t) => t > 0 && t < 1);
  return borders[0] ?? 0.5;
}

export function journeyOf(road: Road, mark: MarkOnMap): Journey {
  const dialled = mark.from === road.link.from;
  const [a, b] = dialled ? [road.start, road.end] : [road.end, road.start];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const shift = { x: (-(b.y - a.y) / length) * laneWidth, y: ((b.x - a.x) / length) * laneWidth };
  const move = (p: Point): Point => ({ x: p.x + shift.x, y: p.y + shift.y });
  if (mark.held) {
    return { start: a, end: along(road, dialled ? 0.43 : 0.57), bow: { x: 0, y: 0 } };
  }
  if (mark.kind !== 'refused') return { start: move(a), end: move(b), bow: road.bow };
  return { start: a, end: along(road, borderOf(road, dialled)), bow: { x: 0, y: 0 } };
}

/** Answers the position of the `index`th of `count` marks of a trail on its road. */
export const stopOf = (road: Road, index: number, count: number): Point =>
  along(road, (index + 1) / (count + 1));

/** As many marks of a trail as its road has room for. */
export const mostStops = ({ start, end }: Road): number =>
  Math.max(1, Math.floor(Math.hypot(end.x - start.x, end.y - start.y) / 24) - 1);
