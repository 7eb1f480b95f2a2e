import { expect, test } from 'vitest';
import { compareOutputs } from './same-output.ts';

const same = (cli: string, ours: string, unordered = false) =>
  compareOutputs(cli, ours, unordered).every(({ of }) => of === 'both');

test.each([
  ['21:04:05 Published 5 bytes to "a"', '22:14:15 Published 5 bytes to "a"'],
  ['created 2026-11-28 21:04:05', 'created 2026-11-29 01:00:00'],
  ['nats://127.0.0.1:4222: 435µs', 'nats://hub: 1.605708ms'],
  ['reply "_INBOX.aBc.1"', 'reply "_INBOX.xYz.2"'],
  ['│ a   │ 12 MiB │', '│ a │ 130 MiB │'],
  ['├──────┤', '├───┤'],
  ['Leader: hub-1 (198ms)', 'Leader: hub-2'],
  ['Replica: a, current, seen 1ms ago', 'Replica: b, outdated, not seen, 12 operations behind'],
  ['$JS.ACK.ORDERS.SU1899XT.1', '$JS.ACK.ORDERS.bYbAkjeL.1'],
  ['{\n  "b": 1,\n  "a": 2\n}', '{\n  "a": 2,\n  "b": 1\n}'],
])('%j may be %j', (cli, ours) => {
  expect(same(cli, ours)).toBe(true);
});

test.each([
  ['Ack Wait: 30.00s', 'Ack Wait: 30s'],
  ['Messages: 3', 'Messages: 4'],
  ['Maximum Bytes: 1.0 MiB', 'Maximum Bytes: 2.0 MiB'],
  ['Replica: a, current, seen 1ms ago, 1 operations behind', 'Replica: a, current, seen 1ms ago'],
  ['a\nb', 'b\na'],
  ['nats: timeout', 'context deadline exceeded'],
])('%j is not %j', (cli, ours) => {
  expect(same(cli, ours)).toBe(false);
});

test('lines of one of them are marked, the others are together', () => {
  expect(compareOutputs('a\nb\nd', 'a\nc\nd')).toEqual([
    { of: 'both', text: 'a' },
    { of: 'cli', text: 'b' },
    { of: 'console', text: 'c' },
    { of: 'both', text: 'd' },
  ]);
  expect(same('a\nb', 'b\na', true)).toBe(true);
});
