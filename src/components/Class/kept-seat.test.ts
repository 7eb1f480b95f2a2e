import { expect, test } from 'vitest';
import { keepReady, takeReady } from './kept-seat.ts';

test('what was found before there is a seat is told once', () => {
  const ready = {
    at: 1,
    agent: 'a browser',
    checks: [{ id: 'clock', ok: 'yes' as const, words: '' }],
  };
  expect(takeReady()).toBeUndefined();
  keepReady(ready);
  expect(takeReady()).toEqual(ready);
  expect(takeReady()).toBeUndefined();
});
