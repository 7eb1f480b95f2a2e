import { expect, test } from 'vitest';
import type { QuestionState } from '../../class/records.ts';
import { isUnheard, unheard } from './unheard.ts';

const state = (state: QuestionState['state'], at: number, words = ''): QuestionState => ({
  state,
  by: 'Tess',
  words,
  at,
});

test('an answer is news until it is read; that a question was taken is none', () => {
  const questions = {
    1: state('answered', 40, 'The leaf dials.'),
    2: state('taken', 30),
    3: state('dropped', 20),
    4: state('taken', 50, 'After the break.'),
  };
  const unread = (heard: number) => unheard({ pushed: { questions }, heard }).map(({ n }) => n);
  expect(unread(0)).toEqual(['3', '1', '4']);
  expect(unread(40)).toEqual(['4']);
  expect(unread(50)).toEqual([]);
  expect(isUnheard({ pushed: { questions }, heard: 20 }, '1')).toBe(true);
  expect(isUnheard({ pushed: { questions }, heard: 20 }, '2')).toBe(false);
  expect(unheard({ pushed: {}, heard: 0 })).toEqual([]);
});
