import { expect, test } from 'vitest';
import type { WireEvent } from './event.ts';
import { matches, wantedBy } from './interest.ts';

test.each([
  ['a.b', 'a.b', true],
  ['a.*', 'a.b', true],
  ['a.*', 'a.b.c', false],
  ['a.>', 'a.b.c', true],
  ['a.>', 'a', false],
  ['>', 'a', true],
  ['*.b', 'a.b', true],
  ['a', 'a.b', false],
  ['a.b', 'a', false],
])('%s stands for %s: %s', (pattern, subject, is) => {
  expect(matches(pattern, subject)).toBe(is);
});

const frame = (seq: number, op: WireEvent['op'], from: string, subject: string): WireEvent => ({
  seq,
  op,
  from,
  to: from === 'hub' ? 'leaf' : 'hub',
  link: 'leaf-hub',
  subject,
  at: 0,
  line: '',
  wireSize: 0,
  headerSize: 0,
  payloadSize: 0,
});

test('a message is sent for the newest interest of its receiver that it matches', () => {
  const message = frame(9, 'LMSG', 'leaf', 'orders.new');
  const events = [
    frame(1, 'LS+', 'hub', 'orders.>'),
    frame(2, 'LS+', 'hub', 'orders.*'),
    frame(3, 'LS+', 'hub', 'other'),
    frame(4, 'LS+', 'leaf', 'orders.new'),
    message,
  ];
  expect(wantedBy(events, message)).toBe('orders.*');
  expect(wantedBy(events.slice(2), message)).toBeUndefined();
});
