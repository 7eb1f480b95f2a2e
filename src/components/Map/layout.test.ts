import { describe, expect, test } from 'vitest';
import { defineTopology } from '../../lab/topology/define-topology.ts';
import type { ServerSpec } from '../../lab/topology/topology.ts';
import { topologyNames, topologyNamed } from '../../../topologies/index.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { inside, overlaps } from './geometry.ts';
import { layoutCompact, layoutWide } from './layout.ts';
import { along, samples } from './road.ts';

const server = (name: string, x: number, y: number, domain?: string): ServerSpec => ({
  name,
  role: name.startsWith('hub') ? 'hub' : 'leaf',
  config: '',
  at: { x, y },
  ...(domain && { domain }),
});

/** A clustered hub, two leaves, and a leaf of a leaf without JetStream. */
const six = defineTopology({
  name: 'six',
  size: { width: 900, height: 520 },
  servers: [
    server('hub-1', 130, 110, 'hub'),
    server('hub-2', 130, 260, 'hub'),
    server('hub-3', 130, 410, 'hub'),
    server('berlin', 470, 140, 'berlin'),
    server('porto', 470, 380, 'porto'),
    server('gate', 770, 140),
  ],
  links: [
    { name: 'berlin-hub-1', kind: 'leaf', from: 'berlin', to: 'hub-1' },
    { name: 'porto-hub-3', kind: 'leaf', from: 'porto', to: 'hub-3' },
    { name: 'gate-berlin', kind: 'leaf', from: 'gate', to: 'berlin' },
    { name: 'gate-hub-1', kind: 'leaf', from: 'gate', to: 'hub-1' },
  ],
});

const pairs = <T>(list: T[]): [T, T][] =>
  list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]));

const drawn = [...topologyNames.map(topologyNamed), six].flatMap((of) => [
  { drawn: 'wide', of, map: layoutWide(of) },
  { drawn: 'compact', of, map: layoutCompact(of) },
]);

describe.each(drawn)('the $drawn map of $of.name', ({ of, map }) => {
  test('shows every server, domain and link', () => {
    const all = [...of.servers, ...(of.outside ?? [])];
    expect(map.stations).toHaveLength(all.length);
    expect(map.roads.map((road) => road.link)).toEqual(of.links);
    const domains = new Set(of.servers.flatMap(({ domain }) => domain ?? []));
    expect(new Set(map.territories.map(({ domain }) => domain))).toEqual(domains);
  });

  test('keeps stations and territories apart and within the sheet', () => {
    for (const shapes of [map.stations, map.territories]) {
      for (const [a, b] of pairs(shapes.map(({ rect }) => rect)))
        expect(overlaps(a, b)).toBe(false);
      for (const { rect } of shapes) {
        expect(rect.x).toBeGreaterThan(0);
        expect(rect.y).toBeGreaterThan(0);
        expect(rect.x + rect.w).toBeLessThan(map.width);
        expect(rect.y + rect.h).toBeLessThan(map.height);
      }
    }
  });

  test('draws each road from the edge of the server that dials to the one that listens', () => {
    for (const road of map.roads) {
      const rectOf = (name: string) => map.stations.find((s) => s.server.name === name)!.rect;
      const [from, to] = [rectOf(road.link.from), rectOf(road.link.to)];
      expect(inside(road.start, from, 0.01) && !inside(road.start, from, -0.01)).toBe(true);
      expect(inside(road.end, to, 0.01) && !inside(road.end, to, -0.01)).toBe(true);
      expect(road.leaves).toBeLessThanOrEqual(road.enters);
    }
  });

  test('writes only where the words hide nothing', () => {
    const boxes = [
      ...map.roads.flatMap(({ words }) => words?.boxes ?? []),
      ...map.stations.map(({ rect }) => rect),
      ...map.territories.map(({ label }) => label),
    ];
    for (const [a, b] of pairs(boxes)) expect(overlaps(a, b)).toBe(false);
  });
});

describe.each(drawn.filter(({ of }) => of !== six))('the $drawn map of $of.name', ({ map }) => {
  test('has room for the button of each link beside the others, off the stations', () => {
    const reach = 13;
    const buttons = map.roads.map((road) => {
      const { x, y } = along(road, 0.5);
      return { x: x - reach, y: y - reach, w: 2 * reach, h: 2 * reach };
    });
    const others = map.stations.map(({ rect }) => rect);
    for (const [a, b] of pairs(buttons)) expect(overlaps(a, b)).toBe(false);
    for (const button of buttons)
      for (const rect of others) expect(overlaps(button, rect)).toBe(false);
  });

  test('keeps roads off the names of domains, and off stations where they do not lead', () => {
    for (const road of map.roads) {
      const boxes = map.territories.map(({ label }) => label);
      const obstacles = map.stations.filter(
        ({ server }) => ![road.link.from, road.link.to].includes(server.name),
      );
      for (const t of samples) {
        for (const box of [...boxes, ...obstacles.map(({ rect }) => rect)])
          expect(inside(along(road, t), box)).toBe(false);
      }
    }
  });
});

test('the wide map leads a road around a station that stands in its way', () => {
  const map = layoutWide(six);
  const road = map.roads.find(({ link }) => link.name === 'gate-hub-1')!;
  const berlin = map.stations.find((station) => station.server.name === 'berlin')!.rect;
  expect(inside(along(road, 0.5), berlin)).toBe(false);
  expect(road.bow).not.toEqual({ x: 0, y: 0 });
});

test('the same topology is always drawn the same, as a server-rendered page requires', () => {
  expect(layoutWide(twoDomains)).toEqual(layoutWide(twoDomains));
});
