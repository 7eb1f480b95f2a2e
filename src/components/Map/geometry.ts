import type { Point } from '../../lab/topology/topology.ts';

/** `x`, `y` is the upper left corner. */
export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

export const lerp = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
});

export const inside = (p: Point, r: Rect, margin = 0): boolean =>
  p.x > r.x - margin && p.x < r.x + r.w + margin && p.y > r.y - margin && p.y < r.y + r.h + margin;

export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The smallest rectangle around all of `rects`. */
export function bounds(rects: Rect[]): Rect {
  const x = Math.min(...rects.map((r) => r.x));
  const y = Math.min(...rects.map((r) => r.y));
  const right = Math.max(...rects.map((r) => r.x + r.w));
  const bottom = Math.max(...rects.map((r) => r.y + r.h));
  return { x, y, w: right - x, h: bottom - y };
}

/** Short enough for path data, and the same on the server as in the browser. */
export const round = (n: number): number => Math.round(n * 10) / 10;
