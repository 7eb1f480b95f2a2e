import { expect, test } from 'vitest';
import { place } from '../../lab/derive/place.ts';
import { link } from '../../lab/topology/define-topology.ts';
import type { LinkSpec, Point, ServerSpec, Topology } from '../../lab/topology/topology.ts';
import { overlaps } from './geometry.ts';
import { layoutCompact, layoutWide } from './layout.ts';

const numbered = (count: number, name: string) =>
  Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
const leafs = (from: readonly string[], to: string): LinkSpec[] =>
  from.map((name) => link('leaf', name, to));

/** Places servers, by names in a mixed order, since files come in any. `=` makes members of a cluster of some. */
function placed(links: LinkSpec[], clusters: Record<string, string> = {}): Topology {
  const names = [...new Set(links.flatMap(({ from, to }) => [from, to]))];
  const mixed = names.toSorted((a, b) => a.slice(-1).localeCompare(b.slice(-1)));
  const servers = mixed.map((name): ServerSpec => {
    const cluster = clusters[name];
    const at = { x: 0, y: 0 };
    return {
      name,
      role: 'hub',
      config: '',
      domain: cluster ?? name,
      ...(cluster && { cluster }),
      at,
    };
  });
  return place({ name: 'generated', servers, links });
}

const regions = numbered(5, 'region');
const sites = numbered(6, 'site');
const members = numbered(3, 'hub');
const ring = (names: readonly string[], kind: LinkSpec['kind']) =>
  names.map((name, i) => link(kind, name, names[(i + 1) % names.length]!));

/** Networks, and how many pairs of links cross at most. */
const networks: [string, number, Topology][] = [
  ['hub and 39 leaves', 0, placed(leafs(numbered(39, 'leaf'), 'hub'))],
  ['hub and 12 leaves', 0, placed(leafs(numbered(12, 'leaf'), 'hub'))],
  [
    '5 regions of 7',
    0,
    placed([
      ...leafs(regions, 'hub'),
      ...regions.flatMap((region) => leafs(numbered(7, `of-${region}`), region)),
    ]),
  ],
  [
    'three tiers',
    0,
    placed([
      ...leafs(numbered(3, 'region'), 'hub'),
      ...sites.flatMap((site, i) => leafs([site], `region-${(i % 3) + 1}`)),
      ...sites.flatMap((site) => leafs(numbered(4, `cell-of-${site}`), site)),
    ]),
  ],
  [
    'a cluster of three with 30 leaves that dial one member each',
    0,
    placed(
      [
        ...ring(members, 'route'),
        ...numbered(30, 'leaf').map((leaf, i) => link('leaf', leaf, members[i % 3]!)),
      ],
      Object.fromEntries(members.map((name) => [name, 'hub'])),
    ),
  ],
  ['a ring of 8 that dial each other', 3, placed(ring(numbered(8, 'n'), 'leaf'))],
  [
    'two clusters with a gateway, and 10 leaves at each',
    0,
    placed(
      [
        ...['east', 'west'].flatMap((region) => [
          ...ring(numbered(3, region), 'route'),
          ...leafs(numbered(10, `leaf-of-${region}`), `${region}-1`),
        ]),
        link('gateway', 'east-1', 'west-1'),
      ],
      Object.fromEntries(
        ['east', 'west'].flatMap((region) => numbered(3, region).map((name) => [name, region])),
      ),
    ),
  ],
];

test.for(networks)(
  '%s: no station lies on another, and at most %i links cross',
  ([, most, network]) => {
    for (const map of [layoutWide(network), layoutCompact(network)]) {
      const rects = map.stations.map(({ rect }) => rect);
      const domains = map.territories.map(({ rect }) => rect);
      for (const { x, y, w, h } of rects) {
        expect([x, y, w, h].every(Number.isFinite)).toBe(true);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + w).toBeLessThanOrEqual(map.width);
        expect(y + h).toBeLessThanOrEqual(map.height);
      }
      for (const shapes of [rects, domains])
        for (const [i, a] of shapes.entries())
          for (const b of shapes.slice(i + 1))
            expect(overlaps(a, b), JSON.stringify([a, b])).toBe(false);
    }
    expect(crossings(network)).toBeLessThanOrEqual(most);
  },
);

function crossings({ servers, links }: Topology): number {
  const at = new Map(servers.map((server) => [server.name, server.at]));
  const lines = links.map(({ from, to }) => ({ from, to, a: at.get(from)!, b: at.get(to)! }));
  return lines.flatMap((one, i) =>
    lines
      .slice(i + 1)
      .filter(
        (two) =>
          ![two.from, two.to].some((name) => name === one.from || name === one.to) &&
          cross(one.a, one.b, two.a, two.b),
      ),
  ).length;
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
