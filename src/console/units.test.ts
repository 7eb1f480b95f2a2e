import { expect, test } from 'vitest';
import { parseDuration, parseSize, showAge, showDuration, showLimit, showSize } from './units.ts';

test.each([
  ['500ms', 5e8],
  ['30s', 3e10],
  ['1.5h', 5400e9],
  ['1d2h', 26 * 3600e9],
  ['0', 0],
])('%s is %d nanoseconds', (text, nanos) => expect(parseDuration(text)).toBe(nanos));

test.each(['', '5', 'm', '5m3', '-5m', '5constructor'])('"%s" is no duration', (text) =>
  expect(() => parseDuration(text)).toThrow('invalid duration'),
);

test.each([
  ['512', 512],
  ['-1', -1],
  ['1K', 1024],
  ['1kb', 1024],
  ['2GB', 2 * 1024 ** 3],
])('%s is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

test.each(['1.5KB', 'big', '5PB', ''])('%j is no size', (text) =>
  expect(() => parseSize(text)).toThrow('invalid bytes specification'),
);

// Texts that the nats CLI 0.5.1 prints for the same durations.
test.each([
  [0, '0s'],
  [309e3, '309µs'],
  [97e6, '97ms'],
  [1.88e9, '1.88s'],
  [30e9, '30.00s'],
  [120e9, '2m0s'],
  [5400e9, '1h30m0s'],
  [90_061e9, '1d1h1m1s'],
])('%d nanoseconds are shown as %s', (nanos, text) => expect(showDuration(nanos)).toBe(text));

test.each([
  [361, '361 B'],
  [1434, '1.4 KiB'],
  [1024, '1.0 KiB'],
  [10 * 1024 ** 2, '10 MiB'],
  [238_592, '233 KiB'],
])('%d bytes are shown as %s', (bytes, text) => expect(showSize(bytes)).toBe(text));

test('no limit and no moment', () => {
  expect(showLimit(-1, String)).toBe('unlimited');
  expect(showLimit(5, String)).toBe('5');
  expect(showAge('0001-01-01T00:00:00Z')).toBe('never');
});
