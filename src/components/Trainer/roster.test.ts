import { expect, test } from 'vitest';
import { emptyRoom, takeIn } from '../../class/room.ts';
import { isSameRow, presenceOf, rosterRow } from './roster.ts';

const minute = 60_000;
const say = (subject: string, value: unknown) => ({ subject, data: JSON.stringify(value) });
const joined = say('class.room.seat.seat-1', { id: 'seat-1', name: 'Ada', joined: 1 });
const beat = (at: number, more = {}) =>
  say('class.seat.seat-1.beat', { at, page: '/labs/x', leaf: false, following: true, ...more });
const link = (clients: number, leafs: number, at = 0) =>
  say('class.room.link.seat-1', { clients, leafs, at });
const seatAfter = (now: number, ...messages: { subject: string; data: string }[]) =>
  takeIn(emptyRoom, [joined, ...messages], now).seats.get('seat-1')!;
const lessons = new Map([['x', { minutes: 10, steps: ['join', 'say'] }]]);

test('a seat is there while it is heard, or while the hub has a connection of it', () => {
  expect(presenceOf(seatAfter(0), minute)).toBe('unheard');
  expect(presenceOf(seatAfter(minute, beat(1)), minute)).toBe('here');
  expect(presenceOf(seatAfter(0, beat(1)), minute)).toBe('away');
  expect(presenceOf(seatAfter(0, beat(1), link(1, 0)), minute)).toBe('here');
  expect(presenceOf(seatAfter(0, link(0, 0)), minute)).toBe('away');
});

test('a row tells where a seat is, what fails there, and for how long by the clock of the seat', () => {
  const state = {
    lab: 'x',
    revision: 1,
    at: 1,
    running: true,
    started: 100 * minute,
    steps: [
      { id: 'join', done: 101 * minute, hints: 0, shown: false },
      {
        id: 'say',
        hints: 1,
        shown: false,
        failing: { says: 'The leaf has joined', since: 104 * minute },
      },
    ],
  };
  // The clock of the seat is a hundred minutes ahead.
  const seat = seatAfter(
    12 * minute,
    say('class.seat.seat-1.state.x', state),
    beat(112 * minute, { roundTrip: 3.4 }),
    say('class.seat.seat-1.say.hand', { up: true, at: 10 * minute }),
  );
  expect(rosterRow(seat, lessons, { now: 12 * minute, hub: 13 * minute })).toMatchObject({
    presence: 'here',
    silent: '',
    roundTrip: 3,
    lab: 'x',
    steps: [true, false],
    step: 'say',
    failing: 'The leaf has joined',
    failingSince: '8 min',
    behind: 2,
    hand: '3 min',
  });
});

test('a row that shows the same is not drawn again', () => {
  const before = rosterRow(seatAfter(0, beat(0)), lessons, { now: 0, hub: 0 });
  const heardAgain = rosterRow(seatAfter(5000, beat(0), beat(5000)), lessons, {
    now: 5000,
    hub: 5000,
  });
  expect(isSameRow(before, heardAgain)).toBe(true);
  const moved = rosterRow(seatAfter(0, beat(0, { page: '/labs/y' })), lessons, { now: 0, hub: 0 });
  expect(isSameRow(before, moved)).toBe(false);
});

test('a lag counts in the lab that runs, and in that of the class, even if it was stopped', () => {
  const left = {
    ...{ lab: 'x', revision: 1, at: 1, running: false, started: 0 },
    steps: [{ id: 'join', hints: 0, shown: false }],
  };
  const seat = seatAfter(12 * minute, say('class.seat.seat-1.state.x', left), beat(12 * minute));
  const row = (here?: string) =>
    rosterRow(seat, lessons, { now: 12 * minute, hub: 12 * minute, here });
  expect(row().behind).toBe(0);
  expect(row('y').behind).toBe(0);
  expect(row('x').behind).toBe(7);
});

test('who is there is not known while the hub is not reached', () => {
  const row = rosterRow(seatAfter(0, beat(0)), lessons, { now: 0, hub: 0, reached: false });
  expect(row).toMatchObject({ presence: 'unknown', leaf: false });
});
