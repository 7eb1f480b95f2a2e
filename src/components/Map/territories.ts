import type { Point } from '../../lab/topology/topology.ts';
import { padding, type Arrangement } from './arrange.ts';
import { bounds, inside, type Rect } from './geometry.ts';
import { outline } from './outline.ts';
import { along, samples, type Road } from './road.ts';

/** The area of a JetStream domain, before its border is drawn. */
export interface Ground {
  domain: string;
  /** Whose hue it takes: the hub's, if a hub is in it. */
  hue: 'hub' | 'leaf';
  rect: Rect;
}

/** A JetStream domain as drawn. */
export interface TerritoryShape extends Ground {
  /** Path data of the border, open where the name stands. */
  d: string;
  /** The start of the name, on the border. */
  name: Point;
  /** Whether there is room for the word "domain" before the name. */
  worded: boolean;
  /** The room that the name takes. */
  label: Rect;
}

/** The ground of each domain, around the stations of its servers. */
export function layGrounds({ stations, side }: Arrangement): Ground[] {
  const domains = new Set(stations.flatMap(({ server }) => server.domain ?? []));
  return [...domains].map((domain) => {
    const members = stations.filter(({ server }) => server.domain === domain);
    const box = bounds(members.map(({ rect }) => rect));
    const rect = {
      x: box.x - side,
      y: box.y - padding.top,
      w: box.w + 2 * side,
      h: box.h + padding.top + padding.bottom,
    };
    const hue = members.some(({ server }) => server.role === 'hub') ? 'hub' : 'leaf';
    return { domain, hue, rect };
  });
}

/** The width of "domain " in the text face, and of one character of the name in the other, for letters of size 1. */
const domainWord = 3.8;
const letter = 0.6;
/** How far from its corners the name stands. */
const inset = { left: 23, right: 40 };
const stepLength = 8;

/** Draws the border, with the name on its upper edge where no road crosses it. */
export function drawTerritory(ground: Ground, roads: Road[], fontSize: number): TerritoryShape {
  const { rect, domain } = ground;
  const domainWordWidth = domainWord * fontSize;
  const short = domain.length * letter * fontSize + 14;
  const room = rect.w - inset.left - inset.right;
  const crossed = (box: Rect) =>
    roads.some((road) => samples.some((t) => inside(along(road, t), box, 5)));
  const free = (w: number): Rect | undefined =>
    Array.from({ length: Math.floor((room - w) / stepLength) + 1 }, (_, i) => ({
      x: rect.x + inset.left + i * stepLength,
      y: rect.y - 10,
      w,
      h: 20,
    })).find((box) => !crossed(box));
  const long = short + domainWordWidth;
  const wordedLabel = long <= room ? free(long) : undefined;
  const w = Math.min(short, room);
  const label = wordedLabel ?? free(w) ?? { x: rect.x + inset.left, y: rect.y - 10, w, h: 20 };
  const worded = wordedLabel !== undefined;
  return {
    ...ground,
    d: outline(rect, { from: label.x, to: label.x + label.w }, domain),
    name: { x: label.x + 7, y: rect.y },
    worded,
    label,
  };
}
