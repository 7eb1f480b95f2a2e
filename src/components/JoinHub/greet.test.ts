import { expect, test } from 'vitest';
import { isMixed } from './greet.ts';

test.each([
  ['https://leafwise.example/x', 'ws://hub.example/leafnode', true],
  ['https://leafwise.example/x', 'wss://hub.example/leafnode', false],
  ['https://leafwise.example/x', 'ws://localhost:8080/leafnode', false],
  ['https://leafwise.example/x', 'ws://127.0.0.1:8080/leafnode', false],
  ['https://leafwise.example/x', 'ws://[::1]:8080/leafnode', false],
  ['http://localhost:3000/x', 'ws://hub.example/leafnode', false],
])('whether a page at %s may not dial %s: %s', (page, url, mixed) => {
  expect(isMixed(page, url)).toBe(mixed);
});
