import { expect, test } from 'vitest';
import { busiestLab, inOrder, lagOf, stepAt, stepsOf } from './lag.ts';
import type { LabState } from './records.ts';
import { emptyRoom, presentSeats, takeIn } from './room.ts';

const minute = 60_000;
const say = (subject: string, value: unknown) => ({ subject, data: JSON.stringify(value) });
const joined = (id: string, at = 1) =>
  say(`class.room.seat.${id}`, { id, name: `Name of ${id}`, joined: at });
const state = (lab: string, done: string[], more: Partial<LabState> = {}): LabState => ({
  lab,
  revision: 1,
  at: 1,
  running: true,
  started: 0,
  steps: done.map((id) => ({ id, done: 1, hints: 0, shown: false })),
  ...more,
});
const seatsOf = (...messages: { subject: string; data: string }[]) =>
  presentSeats(takeIn(emptyRoom, messages, 0));
const lesson = { minutes: 10, steps: ['join', 'say'] };

test('the steps of a lab are those of its page, in their order, also before a seat has told of them', () => {
  const told = state('x', ['say', 'old']);
  expect(stepsOf(told, lesson.steps).map(({ id, done }) => [id, done])).toEqual([
    ['join', undefined],
    ['say', 1],
  ]);
  expect(stepAt(told, lesson.steps)?.id).toBe('join');
  expect(stepAt(state('x', ['join', 'say']), lesson.steps)).toBeUndefined();
});

test('a seat that has told of one step of two is not done with the lab', () => {
  expect(lagOf(state('x', ['join']), lesson, 7 * minute)).toBe(-3 * minute);
  expect(lagOf(state('x', ['join', 'say']), lesson, 99 * minute)).toBe(0);
});

test('hands come first as they were raised, then those furthest behind, then those done, then those at no lab', () => {
  const hand = (id: string, at: number) => say(`class.seat.${id}.say.hand`, { up: true, at });
  const at = (id: string, done: string[]) => say(`class.seat.${id}.state.x`, state('x', done));
  const seats = seatsOf(
    joined('idle', 5),
    joined('early', 1),
    joined('done'),
    joined('ahead'),
    joined('behind'),
    joined('second'),
    joined('first'),
    at('done', ['join', 'say']),
    at('ahead', ['join']),
    at('behind', []),
    hand('second', 9),
    hand('first', 8),
  );
  const order = inOrder(seats, new Map([['x', lesson]]), 6 * minute).map(({ id }) => id);
  expect(order).toEqual(['first', 'second', 'behind', 'ahead', 'done', 'early', 'idle']);
});

test('the class is at the lab of most of its seats', () => {
  const at = (id: string, lab: string) => say(`class.seat.${id}.state.${lab}`, state(lab, []));
  const seats = seatsOf(joined('a'), joined('b'), joined('c'), at('a', 'x'), at('b', 'y'));
  expect(busiestLab([...seats, ...seatsOf(joined('d'), at('d', 'y'))])).toBe('y');
  expect(busiestLab([])).toBeUndefined();
});
