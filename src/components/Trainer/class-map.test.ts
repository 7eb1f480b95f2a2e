import { expect, test } from 'vitest';
import { emptyRoom, takeIn } from '../../class/room.ts';
import { hadJoined, mapWords, placesFor, sheet, stationsOf, stationWords } from './class-map.ts';

const seat = (number: number) => ({
  id: `seat-${number}`,
  name: `Name ${number}`,
  fault: undefined,
  had: false,
});
const leaf = (name: string, more = {}) => ({
  name,
  account: 'ROOM',
  subscriptions: 1,
  in: 2,
  out: 3,
  ...more,
});

test('a seat is joined while the hub has a leaf connection of it; its accounts are added up', () => {
  const leafs = [
    leaf('seat-1', { seat: 'seat-1', roundTrip: 2 }),
    leaf('seat-1', { seat: 'seat-1', roundTrip: 9 }),
    leaf('factory'),
  ];
  const { shown } = stationsOf([seat(1), seat(2)], leafs);
  expect(
    shown.map(({ id, joined, seat: of, roundTrip, from, to }) => [
      id,
      joined,
      of,
      roundTrip,
      from,
      to,
    ]),
  ).toEqual([
    ['seat-1', true, true, 9, 4, 6],
    ['seat-2', false, true, undefined, 0, 0],
    ['factory', true, false, undefined, 2, 3],
  ]);
  expect(shown.map(stationWords)).toEqual([
    'Name 1: a leaf of the hub, 9 ms, 4 messages from it, 6 to it',
    'Name 2: not joined',
    'factory: a leaf without a seat, 2 messages from it, 3 to it',
  ]);
});

test('a seat whose link is cut had joined; a cut for all draws none at a seat that never did', () => {
  const fault = { what: 'refused', at: 1 } as const;
  const { shown } = stationsOf(
    [
      { ...seat(1), fault, had: true },
      { ...seat(2), fault },
    ],
    [],
  );
  expect(shown.map(({ joined, gone }) => [joined, gone])).toEqual([
    [false, true],
    [false, false],
  ]);
  expect(shown.map(stationWords)).toEqual([
    'Name 1: had joined, no leaf now, link cut',
    'Name 2: not joined',
  ]);
  expect(mapWords(shown)).toMatch(/1 had joined and is no leaf now: a trainer has cut 1 link\.$/);
  expect(mapWords(shown.slice(1))).toMatch(/^No tab has joined/);
});

test('a seat had joined while it runs a class lab whose first step is done', () => {
  const after = (lab: string, running: boolean, done?: number) => {
    const steps = [{ id: 'join', hints: 0, shown: false, ...(done && { done }) }];
    const data = JSON.stringify({ lab, revision: 1, at: 1, running, started: 0, steps });
    const told = [{ subject: `class.seat.seat-1.state.${lab}`, data }];
    return hadJoined(takeIn(emptyRoom, told, 0).seats.get('seat-1')!);
  };
  expect(after('class-cut', true, 1)).toBe(true);
  expect(after('class-cut', true)).toBe(false);
  expect(after('class-cut', false, 1)).toBe(false);
  expect(after('join-a-leaf', true, 1)).toBe(false);
});

test('of a large class the map shows sixty, those that have joined first, and counts the others', () => {
  const seats = Array.from({ length: 300 }, (_, n) => seat(n + 1));
  const leafs = [200, 300].map((n) => leaf(`seat-${n}`, { seat: `seat-${n}` }));
  const { shown, more } = stationsOf(seats, leafs);
  expect(shown).toHaveLength(60);
  expect(shown.slice(0, 2).map(({ id }) => id)).toEqual(['seat-200', 'seat-300']);
  expect(more).toBe('240 more seats, 0 of them joined');
});

test.each([1, 2, 5, 12, 14, 15, 20, 32, 33, 45, 60])(
  'of %i stations each has its place on the sheet, and none lies on another',
  (count) => {
    const { size: box, places } = placesFor(count);
    expect(places).toHaveLength(count);
    for (const [at, a] of places.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(box.width / 2);
      expect(a.x).toBeLessThanOrEqual(sheet.width - box.width / 2);
      expect(a.y).toBeGreaterThanOrEqual(box.height / 2);
      expect(a.y).toBeLessThanOrEqual(sheet.height - box.height / 2);
      for (const b of places.slice(at + 1))
        expect(
          Math.abs(a.x - b.x) >= box.width || Math.abs(a.y - b.y) >= box.height,
          JSON.stringify([a, b]),
        ).toBe(true);
    }
  },
);
