import { expect, test } from 'vitest';
import { tooManyWords } from './many-servers.ts';

test('who is about to start more servers than were tried on a small device is told, and nobody else', () => {
  expect(tooManyWords(41, { deviceMemory: 4 })).toMatch(/^41 servers may be too many/);
  expect(tooManyWords(40, { deviceMemory: 2 })).toBeUndefined();
  expect(tooManyWords(100, { deviceMemory: 8 })).toBeUndefined();
  expect(tooManyWords(100, {})).toBeUndefined();
});
