import type { Point } from '../../lab/topology/topology.ts';
import { round, type Rect } from './geometry.ts';

const radius = 24;
const stepLength = 44;
const wobble = 3.5;

/** The same name always draws the same coast: a small generator seeded by the text (mulberry32). */
function randomOf(text: string): () => number {
  let seed = 0;
  for (const char of text) seed = Math.imul(seed ^ char.codePointAt(0)!, 0x9e3779b1);
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Points from `a` to `b`, both excluded, each pushed sideways by up to `WOBBLE`. */
function edge(a: Point, b: Point, random: () => number): Point[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const count = Math.max(1, Math.round(length / stepLength) - 1);
  const [nx, ny] = [(b.y - a.y) / length, (a.x - b.x) / length];
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 1) / (count + 1);
    const push = (random() * 2 - 1) * wobble;
    return { x: a.x + (b.x - a.x) * t + nx * push, y: a.y + (b.y - a.y) * t + ny * push };
  });
}

/** A smooth line through all points (Catmull–Rom, as cubic Béziers). */
function smooth(points: Point[]): string {
  const at = (i: number) => points[Math.min(Math.max(i, 0), points.length - 1)]!;
  const pair = (x: number, y: number) => `${round(x)} ${round(y)}`;
  let d = `M${pair(at(0).x, at(0).y)}`;
  for (let i = 0; i < points.length - 1; i++) {
    const [p, a, b, n] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const c1 = pair(a.x + (b.x - p.x) / 6, a.y + (b.y - p.y) / 6);
    const c2 = pair(b.x - (n.x - a.x) / 6, b.y - (n.y - a.y) / 6);
    d += `C${c1} ${c2} ${pair(b.x, b.y)}`;
  }
  return d;
}

/**
 * The border of a territory as path data: roughly `rect`, drawn as by hand, and left open on the upper
 * edge from `gap.from` to `gap.to`, where the territory's name stands.
 */
export function outline(rect: Rect, gap: { from: number; to: number }, name: string): string {
  const random = randomOf(name);
  const { x, y, w, h } = rect;
  const [right, bottom] = [x + w, y + h];
  const corner = radius * 0.3;
  return smooth([
    { x: gap.to, y },
    ...edge({ x: gap.to, y }, { x: right - radius, y }, random),
    { x: right - radius, y },
    { x: right - corner, y: y + corner },
    { x: right, y: y + radius },
    ...edge({ x: right, y: y + radius }, { x: right, y: bottom - radius }, random),
    { x: right, y: bottom - radius },
    { x: right - corner, y: bottom - corner },
    { x: right - radius, y: bottom },
    ...edge({ x: right - radius, y: bottom }, { x: x + radius, y: bottom }, random),
    { x: x + radius, y: bottom },
    { x: x + corner, y: bottom - corner },
    { x, y: bottom - radius },
    ...edge({ x, y: bottom - radius }, { x, y: y + radius }, random),
    { x, y: y + radius },
    { x: x + corner, y: y + corner },
    { x: gap.from, y },
  ]);
}
