import type { LinkSpec, Point } from '../../lab/topology/topology.ts';
import { inside, lerp, round, type Rect } from './geometry.ts';

/** A link as drawn: from the edge of the station that dials to the edge of the one that listens. */
export interface Road {
  link: LinkSpec;
  start: Point;
  end: Point;
  /** How far the middle of the road lies off the straight line. */
  bow: Point;
  /** Path data. */
  d: string;
  /**
   * The shares of the road at which it leaves the territory of the server that dials (0: it has none)
   * and enters the territory of the other (1).
   */
  leaves: number;
  enters: number;
}

const sampleCount = 48;
const bows = [0, 22, -22, 44, -44, 88, -88, 132, -132, 176, -176];

/** The point at `t` of the road: a parabola over the straight line. */
export function along(road: Pick<Road, 'start' | 'end' | 'bow'>, t: number): Point {
  const p = lerp(road.start, road.end, t);
  const lift = 4 * t * (1 - t);
  return { x: p.x + road.bow.x * lift, y: p.y + road.bow.y * lift };
}

/** Whether the road runs across the map rather than up or down it. */
export const isAcross = ({ start, end }: Pick<Road, 'start' | 'end'>): boolean =>
  Math.abs(end.x - start.x) > Math.abs(end.y - start.y);

function bent(start: Point, end: Point, by: number): Pick<Road, 'start' | 'end' | 'bow'> {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const bow = { x: (-(end.y - start.y) / length) * by, y: ((end.x - start.x) / length) * by };
  return { start, end, bow };
}

/** Places along a road, close enough to see what it touches. */
export const samples = Array.from({ length: sampleCount + 1 }, (_, i) => i / sampleCount);

export interface RoadSurroundings {
  /** The gates: at the station that dials, and at the one that listens. */
  start: Point;
  end: Point;
  fromTerritory: Rect | undefined;
  toTerritory: Rect | undefined;
  /** The other stations, which the road goes around, and the frame within which it stays. */
  obstacles: Rect[];
  frame: Rect;
}

/** Draws a link: straight where the way is clear, else in the flattest bow that passes. */
export function buildRoad(link: LinkSpec, around: RoadSurroundings): Road {
  const { start, end } = around;
  const curves = bows.map((by) => bent(start, end, by));
  const clear = (curve: (typeof curves)[number]) =>
    samples.every((t) => {
      const p = along(curve, t);
      return inside(p, around.frame) && !around.obstacles.some((rect) => inside(p, rect, 10));
    });
  const curve = curves.find(clear) ?? curves[0]!;
  const { fromTerritory, toTerritory } = around;
  const within = (t: number, rect?: Rect) => rect !== undefined && inside(along(curve, t), rect);
  const leaves = samples.find((t) => !within(t, fromTerritory)) ?? 0;
  const enters = samples.find((t) => t > leaves && within(t, toTerritory)) ?? 1;
  const control = {
    x: (start.x + end.x) / 2 + curve.bow.x * 2,
    y: (start.y + end.y) / 2 + curve.bow.y * 2,
  };
  const d = `M${round(start.x)} ${round(start.y)}Q${round(control.x)} ${round(control.y)} ${round(end.x)} ${round(end.y)}`;
  return { link, ...curve, d, leaves, enters };
}
