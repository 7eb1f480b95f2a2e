import { expect, test } from 'vitest';
import { emptyRoom, takeIn } from '../../class/room.ts';
import { barOf, byLag, ticksOf, widthOf, type Bar } from './bars.ts';

const minute = 60_000;
const say = (subject: string, value: unknown) => ({ subject, data: JSON.stringify(value) });
const step = (id: string, done?: number) => ({
  id,
  hints: 0,
  shown: false,
  ...(done !== undefined && { done }),
});
const seatWith = (state: object, ...events: object[]) =>
  takeIn(
    emptyRoom,
    [
      say('class.seat.seat-1.state.x', { lab: 'x', revision: 1, at: 1, running: true, ...state }),
      ...events.map((event, n) => say(`class.seat.seat-1.event.w-${n}`, { n, lab: 'x', ...event })),
    ],
    0,
  ).seats.get('seat-1')!;
const lesson = { minutes: 12, steps: ['a', 'b', 'c'] };

test('a bar has a span for each step that is done, as they were done, and one that goes on', () => {
  const started = 100 * minute;
  const seat = seatWith({
    started,
    steps: [step('c', started + 6 * minute), step('a', started + 2 * minute)],
  });
  expect(barOf(seat, 'x', lesson, started + 9 * minute)).toMatchObject({
    spans: [
      { number: 1, step: 'a', from: 0, to: 2, done: true },
      { number: 3, step: 'c', from: 2, to: 6, done: true },
      { number: 2, step: 'b', from: 6, to: 9, done: false },
    ],
    done: 2,
    steps: 3,
    minutes: 9,
    behind: -3,
  });
});

test('a lab that is stopped stands where it was, and one that is done takes no longer', () => {
  const stopped = seatWith({
    started: 0,
    at: 4 * minute,
    running: false,
    steps: [step('a', minute)],
  });
  expect(barOf(stopped, 'x', lesson, 60 * minute)?.minutes).toBe(4);
  const all = lesson.steps.map((id, at) => step(id, (at + 1) * minute));
  expect(barOf(seatWith({ started: 0, steps: all }), 'x', lesson, 60 * minute)).toMatchObject({
    minutes: 3,
    behind: 0,
  });
});

test('a clock that was set back makes no bar that runs backwards', () => {
  const seat = seatWith({ started: 5 * minute, steps: [step('a', minute), step('b', 7 * minute)] });
  const { spans } = barOf(seat, 'x', lesson, 8 * minute)!;
  expect(spans.every(({ from, to }) => from >= 0 && to >= from)).toBe(true);
});

test('hints and solutions stand where they were taken, those of this lab alone', () => {
  const seat = seatWith(
    { started: 0, steps: [] },
    { at: 3 * minute, what: 'shown', step: 'a' },
    { at: 2 * minute, what: 'hint', step: 'a' },
    { at: 2 * minute, what: 'started' },
    { at: 2 * minute, what: 'hint', step: 'a', lab: 'y' },
  );
  expect(barOf(seat, 'x', lesson, 0)?.helps).toEqual([
    { at: 2, what: 'hint', step: 'a' },
    { at: 3, what: 'shown', step: 'a' },
  ]);
});

test('a seat that has not begun the lab has no bar', () => {
  expect(barOf(seatWith({ steps: [] }), 'x', lesson, 0)).toBeUndefined();
});

const bar = (id: string, more: Partial<Bar>): Bar => ({
  id,
  spans: [],
  helps: [],
  done: 0,
  steps: 2,
  minutes: 1,
  behind: 0,
  ...more,
});

test('who is furthest behind stands first, who is done last', () => {
  const bars = [
    bar('quick', { done: 2, minutes: 3 }),
    bar('ahead', { behind: -4 }),
    bar('slow', { done: 2, minutes: 30 }),
    bar('behind', { behind: 5 }),
  ];
  expect(byLag(bars).map(({ id }) => id)).toEqual(['behind', 'ahead', 'slow', 'quick']);
});

test('bars are as wide as what was planned, or as what it takes, but for one that went to lunch', () => {
  expect(widthOf([bar('a', { minutes: 3 })], 10)).toBeCloseTo(11);
  expect(widthOf([bar('a', { minutes: 20 })], 10)).toBeCloseTo(20.4);
  expect(widthOf([bar('a', { minutes: 200 })], 10)).toBe(30);
  expect(ticksOf(11)).toEqual([0, 2, 4, 6, 8, 10]);
});
