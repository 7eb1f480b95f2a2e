import { expect, test } from 'vitest';
import { readableHash } from './readable-hash.ts';

test.each([
  ['#%', '#%25'],
  ['#50%', '#50%25'],
  ['#%E0', '#%25E0'],
  ['#what-it-is', '#what-it-is'],
  ['#caf%C3%A9', '#caf%C3%A9'],
  ['', ''],
])('%j is read as %j', (hash, readable) => {
  expect(readableHash(hash)).toBe(readable);
});
