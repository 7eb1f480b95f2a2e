import { expect, test } from 'vitest';
import { comingWords } from './module-arrived.ts';

const coming = { received: 3_500_000, total: 7_000_000 };

test.each([
  [{}, '3.5 of 7.0 MB'],
  [{ rate: 1_240_000 }, '3.5 of 7.0 MB, 1.2 MB/s, 3 s left'],
  [{ rate: 64_000 }, '3.5 of 7.0 MB, 64 kB/s, 55 s left'],
  [{ rate: 20_000 }, '3.5 of 7.0 MB, 20 kB/s, 3 min left'],
  [{ rate: 0 }, '3.5 of 7.0 MB'],
  [{ rate: 1_240_000, silent: 6 }, '3.5 of 7.0 MB'],
  [{ rate: 1_240_000, total: undefined }, '3.5 MB, 1.2 MB/s'],
  [{ rate: 9_000_000, received: 7_000_000 }, '7.0 of 7.0 MB, 9.0 MB/s'],
])('%o: %s', (more, words) => {
  expect(comingWords({ ...coming, ...more })).toBe(words);
});
