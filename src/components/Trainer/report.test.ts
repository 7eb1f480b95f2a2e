import { expect, test } from 'vitest';
import { reportOf } from './report.ts';

const state = (lab: string, started: number, done: Record<string, number>) => ({
  lab,
  revision: 1,
  at: 1,
  running: false,
  started,
  steps: Object.entries(done).map(([id, at]) => ({ id, done: at, hints: 1, shown: false })),
});

test('a report has the labs as they were begun, with all their steps', () => {
  const labs = [state('late', 50, {}), state('early', 10, { b: 10 + 5 * 60_000 })];
  const lessons = new Map([['early', { steps: ['a', 'b'] }]]);
  expect(reportOf(labs, lessons)).toEqual([
    {
      lab: 'early',
      steps: [
        { id: 'a', done: undefined, hints: 0, shown: false },
        { id: 'b', done: 10 + 5 * 60_000, hints: 1, shown: false },
      ],
      done: 1,
      minutes: 5,
    },
    { lab: 'late', steps: [], done: 0, minutes: undefined },
  ]);
});
