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

/** The width of "domain " in the text face at 14 px, and of one character of the name in the other. */
const domainWordWidth = 53;
const letterWidth = 8.4;
/** How far from its corners the name stands. */
const inset = { left: 23, right: 40 };
const stepLength = 8;

/** Draws the border, with the name on its upper edge where no road crosses it. */
export function drawTerritory(ground: Ground, roads: Road[]): TerritoryShape {
  const { rect, domain } = ground;
  const short = domain.length * letterWidth + 14;
  const room = rect.w - inset.left - inset.right;
  const worded = short + domainWordWidth <= room;
  const w = worded ? short + domainWordWidth : Math.min(short, room);
  const at = (x: number): Rect => ({ x, y: rect.y - 10, w, h: 20 });
  const steps = Math.floor((room - w) / stepLength) + 1;
  const boxes = Array.from({ length: steps }, (_, i) => at(rect.x + inset.left + i * stepLength));
  const crossed = (box: Rect) =>
    roads.some((road) => samples.some((t) => inside(along(road, t), box, 5)));
  const label = boxes.find((box) => !crossed(box)) ?? at(rect.x + inset.left);
  return {
    ...ground,
    d: outline(rect, { from: label.x, to: label.x + w }, domain),
    name: { x: label.x + 7, y: rect.y },
    worded,
    label,
  };
}
