import { expect, test } from 'vitest';
import type { WireEvent } from '../../lab/wire/event.ts';
import { packWire, unpackWire } from './packed-wire.ts';

const where = { at: 1, link: 'leaf-hub', from: 'leaf', to: 'hub' };
const sizes = { wireSize: 20, headerSize: 0, payloadSize: 2 };
const bytes = (text: string) => new TextEncoder().encode(text);
const message = { ...where, ...sizes, op: 'LMSG', line: 'LMSG a 2', subject: 'a' } as const;
const events: WireEvent[] = [
  { ...where, seq: 7, op: 'LS+', line: 'LS+ a q 2', ...sizes, subject: 'a', queue: 'q', weight: 2 },
  { ...message, seq: 8, payload: bytes('ab') },
  { ...message, seq: 9, payload: bytes('cd') },
  { ...message, seq: 10, held: true, payload: bytes('ef') },
  { ...message, seq: 11, from: 'hub', to: 'leaf', headers: bytes('h'), payload: bytes('') },
  { ...message, seq: 12, from: 'hub', to: 'leaf', headers: bytes('i'), payload: bytes('') },
  { ...where, seq: 13, at: 2, op: 'garbage', line: '', ...sizes, reason: 'compressed' },
  { ...where, seq: 14, at: 2, op: 'garbage', line: '', ...sizes, reason: 'encrypted' },
  {
    ...where,
    seq: 15,
    at: 2,
    op: 'RMSG',
    line: 'RMSG',
    ...sizes,
    queues: ['q'],
    account: '$G',
    origin: '_',
  },
];

test('events come out as they went in', () => {
  expect(unpackWire(structuredClone(packWire(events)))).toStrictEqual(events);
});

test('what differs in its bytes alone is one run', () => {
  expect(packWire(events).map(({ count }) => count)).toEqual([1, 2, 1, 2, 1, 1, 1]);
});
