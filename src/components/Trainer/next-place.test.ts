import { expect, test } from 'vitest';
import { nextPlace } from './next-place.ts';

const path = ['guides/a', 'labs/b', 'guides/c'];

test.each([
  ['a guide leads to the lab after it', { page: '/guides/a' }, [], { page: '/labs/b' }],
  [
    'a lab begins at its first step',
    { page: '/labs/b' },
    ['x', 'y'],
    { page: '/labs/b', step: 'x' },
  ],
  [
    'a step leads to the next',
    { page: '/labs/b', step: 'x' },
    ['x', 'y'],
    { page: '/labs/b', step: 'y' },
  ],
  [
    'the last step leads to the next page',
    { page: '/labs/b', step: 'y' },
    ['x', 'y'],
    { page: '/guides/c' },
  ],
  ['the path ends', { page: '/guides/c' }, [], undefined],
  ['a page beside the path leads nowhere', { page: '/reference/words' }, [], undefined],
])('%s', (_, place, steps, next) => {
  expect(nextPlace(place, steps, path)).toEqual(next);
});
