import { expect, test } from 'vitest';
import { emptyRoom, presentSeats, takeIn } from '../../class/room.ts';
import { feedbackOf, findingsOf } from './findings.ts';

const say = (subject: string, value: unknown) => ({ subject, data: JSON.stringify(value) });
const joined = (id: string) => say(`class.room.seat.${id}`, { id, name: id, joined: 1 });
const seatsOf = (...messages: { subject: string; data: string }[]) =>
  presentSeats(takeIn(emptyRoom, [...['a', 'b', 'c'].map(joined), ...messages], 0));

test('a check that fails somewhere stands first, with the words that were seen there', () => {
  const ready = (id: string, checks: [string, string][]) =>
    say(`class.seat.${id}.say.ready`, {
      at: 1,
      agent: 'x',
      checks: checks.map(([check, ok]) => ({ id: check, ok, words: `${check}: ${ok}` })),
    });
  const { told, findings } = findingsOf(
    seatsOf(
      ready('a', [
        ['wasm', 'yes'],
        ['hub', 'no'],
      ]),
      ready('b', [
        ['wasm', 'yes'],
        ['hub', 'yes'],
      ]),
    ),
  );
  expect(told).toBe(2);
  expect(
    findings.map(({ id, yes, others }) => [id, yes, others.map(({ words }) => words)]),
  ).toEqual([
    ['hub', 1, ['hub: no']],
    ['wasm', 2, []],
  ]);
});

test('the step that was least clear stands first', () => {
  const says = (id: string, step: string, clear: string, text = '') =>
    say(`class.seat.${id}.say.feedback.x.${step}`, { clear, text, at: 1 });
  const steps = feedbackOf(
    seatsOf(says('a', 'one', 'yes'), says('a', 'two', 'no', 'Why?'), says('b', 'two', 'partly')),
  );
  expect(steps.map(({ step, counts, lines }) => [step, counts, lines.length])).toEqual([
    ['two', { yes: 0, partly: 1, no: 1 }, 1],
    ['one', { yes: 1, partly: 0, no: 0 }, 0],
  ]);
});
