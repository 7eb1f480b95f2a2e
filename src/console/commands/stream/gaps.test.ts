import { expect, test } from 'vitest';
import { gapsIn } from './gaps.ts';

test.each([
  [[], []],
  [[4], [[4, 4]]],
  [
    [1, 2, 3, 7, 9, 10],
    [
      [1, 3],
      [7, 7],
      [9, 10],
    ],
  ],
])('%j are the gaps %j', (deleted, gaps) => expect(gapsIn(deleted)).toEqual(gaps));
