import { expect, test } from 'vitest';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { inside } from './geometry.ts';
import { journeyOf, journeyTime } from './journey.ts';
import type { MarkKind } from './mark-kinds.ts';
import { layoutWide } from './layout.ts';

const map = layoutWide(twoDomains);
const road = map.roads[0]!;
const territory = (domain: string) => map.territories.find((t) => t.domain === domain)!.rect;
const journey = (from: string, kind: MarkKind) =>
  journeyOf(road, { id: 1, link: 'leaf-hub', from, kind, label: '', words: '', at: 0 });

test('a message from the leaf ends at the hub, and one from the hub at the leaf', () => {
  expect(inside(journey('leaf', 'message').start, territory('leaf'))).toBe(true);
  expect(inside(journey('leaf', 'message').end, territory('hub'))).toBe(true);
  expect(inside(journey('hub', 'message').end, territory('leaf'))).toBe(true);
});

test('a message is on its way for as long as the reader has made it take', () => {
  const mark = {
    id: 1,
    link: 'leaf-hub',
    from: 'leaf',
    kind: 'message',
    label: '',
    words: '',
    at: 0,
  } as const;
  expect(journeyTime(mark)).toBeLessThanOrEqual(600);
  expect(journeyTime({ ...mark, takes: 1000 })).toBe(1000);
});

test('on a link that is cut in silence a message gets as far as the gap', () => {
  const mark = {
    id: 1,
    link: 'leaf-hub',
    kind: 'message',
    label: '',
    words: '',
    at: 0,
    held: true,
  } as const;
  const middle = (road.start.x + road.end.x) / 2;
  expect(journeyOf(road, { ...mark, from: 'hub' }).end.x).toBeLessThan(middle);
  expect(journeyOf(road, { ...mark, from: 'leaf' }).end.x).toBeGreaterThan(middle);
});

test('messages that meet keep to their own side of the road', () => {
  expect(journey('leaf', 'message').start.y).not.toBe(journey('hub', 'message').end.y);
});

test('a refused message stops at the border of the domain it came from', () => {
  for (const from of ['hub', 'leaf']) {
    const { end } = journey(from, 'refused');
    expect(inside(end, territory(from), 6)).toBe(true);
    expect(inside(end, territory(from), -6)).toBe(false);
  }
});
