import type { Point } from '../../lab/topology.ts';
import { PAD, type Arrangement } from './arrange.ts';
import { bounds, type Rect } from './geometry.ts';
import { outline } from './outline.ts';

/** A JetStream domain as drawn. */
export interface TerritoryShape {
  domain: string;
  /** Whose hue it takes: the hub's, if a hub is in it. */
  hue: 'hub' | 'leaf';
  rect: Rect;
  /** Path data of the border, open where the name stands. */
  d: string;
  /** Where the name starts, on the border. */
  name: Point;
  /** The room that the name takes. */
  label: Rect;
}

/** The width of "domain " in the text face at 14 px, and of one character of the name in the other. */
const WORD = 53;
const CHARACTER = 8.4;

function buildTerritory(
  domain: string,
  members: Arrangement['stations'],
  side: number,
): TerritoryShape {
  const box = bounds(members.map(({ rect }) => rect));
  const rect = {
    x: box.x - side,
    y: box.y - PAD.top,
    w: box.w + 2 * side,
    h: box.h + PAD.top + PAD.bottom,
  };
  const name = { x: rect.x + 30, y: rect.y };
  const w = WORD + domain.length * CHARACTER;
  const label = { x: name.x - 7, y: name.y - 10, w: w + 14, h: 20 };
  const hue = members.some(({ server }) => server.role === 'hub') ? 'hub' : 'leaf';
  const d = outline(rect, { from: label.x, to: label.x + label.w }, domain);
  return { domain, hue, rect, name, label, d };
}

/** One territory for each domain, around the stations of its servers. */
export function buildTerritories({ stations, side }: Arrangement): TerritoryShape[] {
  const domains = new Set(stations.flatMap(({ server }) => server.domain ?? []));
  return [...domains].map((domain) => {
    const members = stations.filter(({ server }) => server.domain === domain);
    return buildTerritory(domain, members, side);
  });
}
