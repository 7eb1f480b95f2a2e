import { describe, expect, test } from 'vitest';
import { topologies } from '../../topologies/index.ts';
import { layoutWide } from '../components/Map/layout.ts';
import { overlaps } from '../components/Map/geometry.ts';
import type { Topology } from '../lab/topology/topology.ts';
import { emptyBench, hubAndLeaf } from './begin.ts';
import { networkOf } from './network.ts';
import { freeNear, movedTo, placed, placeWords, withServerAt } from './places.ts';

const { derived } = await networkOf({ ...emptyBench('2.0.0'), ...hubAndLeaf });
const tidy = derived.topology;
const atOf = ({ servers }: Topology, server: string) =>
  servers.find(({ name }) => name === server)!.at;

/** Where a server is drawn after it was moved by that much. */
function movedBy(from: Topology, places: Parameters<typeof placed>[1], x: number, y: number) {
  const was = atOf(from, 'leaf');
  const next = movedTo(tidy, places, from, 'leaf', { x: was.x + x, y: was.y + y });
  return { places: next, drawn: placed(tidy, next) };
}

test('without places the map is as it is', () => {
  expect(placed(tidy, {})).toBe(tidy);
  expect(placed(tidy, { gone: { x: 9, y: 9 } })).toBe(tidy);
});

test('a server stands where it was moved to, on a map that has room', () => {
  const { servers, size } = placed(tidy, { hub: { x: 2000, y: 900 } });
  expect(servers.find(({ name }) => name === 'hub')!.at).toEqual({ x: 2000, y: 900 });
  expect(size.width).toBeGreaterThan(2000);
  expect(size.height).toBeGreaterThan(900);
});

test('beyond the left and the top all others make room, and it goes back the same way', () => {
  const there = movedBy(tidy, {}, -900, -400);
  const back = movedBy(there.drawn, there.places, 900, 400);
  for (const { at } of there.drawn.servers) expect(Math.min(at.x, at.y)).toBeGreaterThan(0);
  expect(atOf(there.drawn, 'hub').x - atOf(there.drawn, 'leaf').x).toBe(
    atOf(tidy, 'hub').x - atOf(tidy, 'leaf').x + 900,
  );
  expect(back.places).toEqual({ leaf: atOf(tidy, 'leaf') });
});

test('places that somebody sent are bounded', () => {
  const { size } = placed(tidy, { hub: { x: 1e6, y: -1e6 } });
  expect(Math.max(size.width, size.height)).toBeLessThan(12_000);
});

test('on its way it stays on the map', () => {
  expect(atOf(withServerAt(tidy, 'hub', { x: -50, y: 1e4 }), 'hub')).toEqual({
    x: 0,
    y: tidy.size.height,
  });
});

test('where it stands is told by its neighbour', () => {
  const below = { x: atOf(tidy, 'hub').x, y: 900 };
  expect(placeWords(tidy, 'leaf')).toBe('leaf is to the right of hub');
  expect(
    placeWords(withServerAt({ ...tidy, size: { width: 900, height: 900 } }, 'leaf', below), 'leaf'),
  ).toBe('leaf is below hub');
});

describe.for([...topologies])('%s', ([, topology]) => {
  const { rect } = layoutWide(topology).stations[0]!;

  test('a server that is dropped on another hides none', () => {
    for (const moved of topology.servers)
      for (const other of topology.servers) {
        if (moved === other) continue;
        const to = freeNear(topology, moved.name, other.at, rect);
        const next = placed(topology, movedTo(topology, {}, topology, moved.name, to));
        const map = layoutWide(next, topology);
        const one = map.stations.find(({ server }) => server.name === moved.name)!;
        for (const { server, rect: there } of map.stations)
          if (server.name !== moved.name)
            expect(overlaps(one.rect, there), `${moved.name} on ${server.name}`).toBe(false);
        expect(one.rect.w).toBe(rect.w);
        expect(Math.min(one.rect.x, one.rect.y)).toBeGreaterThan(0);
        expect(one.rect.x + one.rect.w).toBeLessThan(map.width);
        expect(one.rect.y + one.rect.h).toBeLessThan(map.height);
      }
  });
});
