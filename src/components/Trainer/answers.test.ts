import { expect, test } from 'vitest';
import { emptyRoom, presentSeats, takeIn } from '../../class/room.ts';
import { answersTo } from './answers.ts';

const say = (subject: string, value: unknown) => ({ subject, data: JSON.stringify(value) });
const joined = (id: string) => say(`class.room.seat.${id}`, { id, name: id, joined: 1 });
const answer = (id: string, ask: string, yes: boolean) =>
  say(`class.seat.${id}.say.answer.${ask}`, { yes, at: 1 });

test('each seat has answered a ready check with yes, with not yet, or not at all', () => {
  const room = takeIn(
    emptyRoom,
    [
      ...['a', 'b', 'c', 'd'].map(joined),
      answer('a', 'first', true),
      answer('b', 'first', false),
      answer('b', 'first', true),
      answer('c', 'first', false),
      answer('d', 'second', true),
    ],
    0,
  );
  const { yes, no, none } = answersTo('first', presentSeats(room));
  expect([yes, no, none].map((some) => some.map(({ id }) => id))).toEqual([
    ['a', 'b'],
    ['c'],
    ['d'],
  ]);
});
