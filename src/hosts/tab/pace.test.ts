import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('a rate is known after a second, and is that of the last seconds', () => {
  const pace = new Pace();
  expect(pace.note(0, 0)).toBeUndefined();
  expect(pace.note(500, 500)).toBeUndefined();
  expect(pace.note(1000, 1000)).toBe(1000);
  for (let at = 1100; at <= 20_000; at += 100) pace.note(1000, at);
  expect(pace.note(1000, 20_100)).toBe(0);
});
