import { expect, test } from 'vitest';
import { rowForKey } from './grid-keys.ts';

test.each([
  ['ArrowDown', 5, 6],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 5, 15],
  ['PageDown', 95, 99],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['a', 50, undefined],
])('%s goes from row %s to row %s of a hundred', (key, from, to) => {
  expect(rowForKey(key, { from, page: 10, count: 100 })).toBe(to);
});
