import { expect, test } from 'vitest';
import type { LabState } from './records.ts';
import { doneCounts, labAt, lagOf, seatTime, stepAt } from './lag.ts';
import {
  emptyRoom,
  faultAt,
  openQuestions,
  presentSeats,
  raisedHands,
  takeIn,
  type Room,
} from './room.ts';

const say = (subject: string, value: unknown) => ({ subject, data: JSON.stringify(value) });
const joined = (id: string, more = {}) =>
  say(`class.room.seat.${id}`, { id, name: `Name of ${id}`, joined: 1, ...more });
const after = (...messages: { subject: string; data: string }[]) =>
  takeIn(emptyRoom, messages, 10_000);
const step = (id: string, more = {}) => ({ id, hints: 0, shown: false, ...more });
const lab = (more = {}): LabState => ({
  lab: 'join-a-leaf',
  revision: 1,
  at: 1,
  running: true,
  started: 0,
  steps: [step('join', { done: 5 }), step('say')],
  ...more,
});

test('a seat is there once the registrar tells of it, and goes when it is removed', () => {
  const room = after(joined('seat-1'), joined('seat-2'), say('class.seat.seat-9.say.hand', {}));
  expect(presentSeats(room).map(({ id }) => id)).toEqual(['seat-1', 'seat-2']);
  const gone = takeIn(room, [joined('seat-1', { removed: 2 })], 1);
  expect(presentSeats(gone).map(({ id }) => id)).toEqual(['seat-2']);
});

test('a seat that sends of itself before the registrar tells of it is not in the room', () => {
  const up = say('class.seat.seat-1.say.hand', { up: true, at: 3 });
  const room = after(up);
  expect(presentSeats(room)).toEqual([]);
  expect(raisedHands(takeIn(room, [joined('seat-1')], 1))).toHaveLength(1);
});

test('hands stand in the order in which they were raised', () => {
  const hand = (id: string, up: boolean, at: number) =>
    say(`class.seat.${id}.say.hand`, { up, at });
  const room = after(
    ...['seat-1', 'seat-2', 'seat-3'].map((id) => joined(id)),
    hand('seat-1', true, 30),
    hand('seat-2', true, 20),
    hand('seat-3', true, 10),
    hand('seat-2', true, 40),
    hand('seat-3', false, 50),
  );
  expect(raisedHands(room).map(({ id }) => id)).toEqual(['seat-2', 'seat-1']);
  const lowered = takeIn(room, [say('class.push.seat.seat-2.hand', { up: false, at: 60 })], 10_000);
  expect(raisedHands(lowered).map(({ id }) => id)).toEqual(['seat-1']);
});

test('a question waits until a trainer has answered or dropped it', () => {
  const asked = (id: string, n: number, at: number) =>
    say(`class.seat.${id}.say.question.${n}`, { text: 'Why?', at, page: '/labs/x' });
  const stands = (id: string, n: number, state: string) =>
    say(`class.push.seat.${id}.question.${n}`, { state, by: 'Ada', words: '', at: 9 });
  const room = after(
    joined('seat-1'),
    joined('seat-2'),
    asked('seat-2', 1, 7),
    asked('seat-1', 1, 5),
    asked('seat-1', 2, 6),
    stands('seat-1', 1, 'answered'),
    stands('seat-1', 2, 'taken'),
  );
  expect(openQuestions(room)).toMatchObject([
    { seat: 'seat-1', n: '2', stands: { state: 'taken' } },
    { seat: 'seat-2', n: '1' },
  ]);
});

test('the streams of a class may be read in any order', () => {
  const messages = [
    joined('seat-1'),
    say('class.seat.seat-1.say.question.1', { text: 'Why?', at: 1, page: '/' }),
    say('class.push.seat.seat-1.question.1', { state: 'answered', by: 'A', words: '', at: 2 }),
    say('class.seat.seat-1.say.hand', { up: true, at: 1 }),
    say('class.push.seat.seat-1.hand', { up: false, at: 2 }),
  ];
  for (const order of [messages, [...messages].reverse()]) {
    const room = after(...order);
    expect(openQuestions(room)).toEqual([]);
    expect(raisedHands(room)).toEqual([]);
    const again = say('class.seat.seat-1.say.hand', { up: true, at: 3 });
    expect(raisedHands(takeIn(room, [again], 1))).toHaveLength(1);
  }
});

test('the state of a lab that was told last holds, also of another browser; an event is there once', () => {
  const state = (revision: number, running: boolean) =>
    say('class.seat.seat-1.state.join-a-leaf', lab({ revision, running }));
  const event = (at: number) =>
    say('class.seat.seat-1.event.w-1', { n: 1, at, lab: 'join-a-leaf', what: 'started' });
  const room = after(state(7, true), state(1, false), event(1), event(2));
  const seat = room.seats.get('seat-1')!;
  expect(seat.labs.get('join-a-leaf')).toMatchObject({ revision: 1, running: false });
  expect([...seat.events.values()]).toMatchObject([{ at: 1 }]);
});

test('what the class was told and what the registrar says is in the room', () => {
  const room = after(
    say('class.push.all.place', { page: '/labs/x', at: 1, by: 'Ada' }),
    say('class.push.all.pause', { paused: true, at: 1 }),
    say('class.room.trainers', { driver: 't', trainers: [{ id: 't', name: 'Ada' }] }),
    say('class.room.link.seat-1', { clients: 2, leafs: 1, at: 1 }),
  );
  expect(room).toMatchObject({
    place: { page: '/labs/x' },
    pause: { paused: true },
    trainers: { driver: 't' },
  });
  expect(room.seats.get('seat-1')?.link?.leafs).toBe(1);
});

test.each([
  ['text that is no JSON', { subject: 'class.seat.seat-1.beat', data: '{' }],
  ['a page elsewhere', say('class.push.all.place', { page: '//evil.example', at: 1, by: 'A' })],
  ['a state under the name of another lab', say('class.seat.seat-1.state.other', lab())],
  [
    'a seat under the id of another',
    say('class.room.seat.seat-1', { ...JSON.parse(joined('seat-2').data) }),
  ],
  ['a kind that every object has', say('class.room.constructor', {})],
  ['a subject that is too short', say('class.seat', {})],
  ['a subject of something else', say('other.seat.seat-1.beat', {})],
  [
    'feedback without a step',
    say('class.seat.seat-1.say.feedback.x', { clear: 'yes', text: '', at: 1 }),
  ],
])('%s changes nothing', (_, message) => {
  const before = after(joined('seat-1'));
  expect(takeIn(before, [message], 1)).toEqual(before);
});

test('a seat that asks without end fills no page', () => {
  const flood = Array.from({ length: 1000 }, (_, n) =>
    say(`class.seat.seat-1.say.question.${n}`, { text: 'x', at: n, page: '/' }),
  );
  expect(openQuestions(after(joined('seat-1'), ...flood))).toHaveLength(200);
});

test('an earlier room stays as it was, and so does a seat of which no message tells', () => {
  const before = after(joined('seat-1'), joined('seat-2'));
  const next: Room = takeIn(before, [say('class.seat.seat-1.say.hand', { up: true, at: 1 })], 1);
  expect(raisedHands(before)).toEqual([]);
  expect(next.seats.get('seat-2')).toBe(before.seats.get('seat-2'));
  expect(next.seats.get('seat-1')).not.toBe(before.seats.get('seat-1'));
});

test('the fault of a seat is its own or that of all, whichever was made last', () => {
  const fault = (to: string, what: string, at: number) =>
    say(`class.push.${to}.fault`, { what, at });
  const faults = (...messages: { subject: string; data: string }[]) => {
    const room = after(joined('seat-1'), joined('seat-2'), ...messages);
    return presentSeats(room).map((seat) => faultAt(room, seat)?.what);
  };
  expect(faults()).toEqual([undefined, undefined]);
  const one = fault('seat.seat-1', 'slow', 1);
  expect(faults(one)).toEqual(['slow', undefined]);
  expect(faults(one, fault('all', 'silent', 2))).toEqual(['silent', 'silent']);
  expect(faults(one, fault('all', 'heal', 2))).toEqual([undefined, undefined]);
  expect(faults(fault('all', 'refused', 2), fault('seat.seat-1', 'heal', 3))).toEqual([
    undefined,
    'refused',
  ]);
});

const minute = 60_000;
test.each([
  ['of two steps in ten minutes, the second has until the tenth', lab(), 7 * minute, -3 * minute],
  ['is behind after it', lab(), 12 * minute, 2 * minute],
  [
    'the first step has until the fifth',
    lab({ steps: [step('a'), step('b')] }),
    6 * minute,
    minute,
  ],
  ['a lab that is done has no lag', lab({ steps: [step('a', { done: 1 })] }), 99 * minute, 0],
  ['a lab that was never started has none', lab({ started: undefined }), minute, undefined],
])('%s', (_, state, now, lag) => {
  const steps = state.steps.map(({ id }) => id);
  expect(lagOf(state, { minutes: 10, steps }, now)).toBe(lag);
});

test('the time at a seat is by its own clock', () => {
  const beat = { at: 500, page: '/', leaf: false, following: true };
  const seat = after(say('class.seat.seat-1.beat', beat)).seats.get('seat-1')!;
  expect(seatTime(seat, 10_007)).toBe(507);
});

test('a seat is at the first step that is not done, of the lab that runs', () => {
  const room = after(
    joined('seat-1'),
    say('class.seat.seat-1.state.join-a-leaf', lab()),
    say('class.seat.seat-1.state.other', lab({ lab: 'other', at: 9, steps: [] })),
  );
  const seat = room.seats.get('seat-1')!;
  expect(labAt(seat)?.lab).toBe('other');
  const beat = { at: 1, page: '/', leaf: true, following: true, lab: 'join-a-leaf' };
  const running = takeIn(room, [say('class.seat.seat-1.beat', beat)], 1).seats.get('seat-1')!;
  expect(stepAt(labAt(running)!)?.id).toBe('say');
  expect(doneCounts([running], 'join-a-leaf', ['join', 'say'])).toEqual([1, 0]);
});
