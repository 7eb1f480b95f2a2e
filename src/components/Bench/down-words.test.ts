import { expect, test } from 'vitest';
import { downWords } from './down-words.ts';

test('links that are not connected are named, unless they are many', () => {
  expect(downWords([])).toBeUndefined();
  expect(downWords(['leaf-hub'])).toBe('leaf-hub is not connected.');
  expect(downWords(['a-hub', 'b-hub'])).toBe('a-hub and b-hub are not connected.');
  expect(downWords(['a', 'b', 'c', 'd'])).toBe('4 links are not connected.');
});
