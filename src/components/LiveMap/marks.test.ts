import { expect, test } from 'vitest';
import type { Refusal } from '../../lab/session/refusals.ts';
import { frame } from '../../../tests/support/wire-events.ts';
import { toMarks, toRefusedMarks } from './marks.ts';

const up = { 'leaf-hub': { type: 'up' } } as const;

test('a few messages are drawn one by one, many of a kind as one with their number', () => {
  const few = toMarks([frame(1), frame(2)], up);
  expect(few.map(({ id, count }) => [id, count])).toEqual([
    [1, undefined],
    [2, undefined],
  ]);
  const many = Array.from({ length: 1200 }, (_, seq) => frame(seq));
  const reply = frame(2000, { subject: '_INBOX.a', from: 'hub', to: 'leaf' });
  expect(toMarks([...many, reply], up)).toMatchObject([
    { id: 1199, from: 'leaf', kind: 'message', label: 'orders.new', count: 1200 },
    { id: 2000, from: 'hub', kind: 'reply' },
  ]);
});

test('each class has a mark of its own, and the upkeep of a link none', () => {
  const ping = frame(5, { op: 'PING', line: 'PING' });
  delete ping.subject;
  delete ping.payload;
  const marks = toMarks(
    [
      frame(1),
      frame(2, { subject: '$JS.hub.API.INFO' }),
      frame(3, { subject: '$JS.ACK.ORDERS.c.1.1.1.1.0' }),
      frame(4, { subject: '_INBOX.a' }),
      ping,
    ],
    up,
  );
  expect(marks.map(({ kind }) => kind)).toEqual(['message', 'api', 'ack', 'reply']);
});

test('on a slow link they take as long as it does, and on one cut in silence they are held', () => {
  const slow = { 'leaf-hub': { type: 'up', weather: { delay: 1000 } } } as const;
  expect(toMarks([frame(1)], slow)).toMatchObject([{ takes: 1000 }]);
  expect(toMarks([frame(1, { held: true })], up)).toMatchObject([{ held: true }]);
});

test('what was refused at one link in one moment is one mark, with the rule', () => {
  const refusal = (subject: string): Refusal => ({
    server: 'leaf',
    at: 1,
    what: 'interest',
    subject,
    rule: 'blocking rule',
  });
  const refusals = [refusal('orders.>'), refusal('$KV.>')];
  expect(toRefusedMarks(new Map([['leaf-hub', refusals]]))).toMatchObject([
    {
      link: 'leaf-hub',
      from: 'leaf',
      kind: 'refused',
      label: 'blocking rule: orders.>, and 1 more',
      words: 'Interest not told: blocking rule',
      refusals,
    },
  ]);
});

test('a line begins with words: the size of a message, and of a reply what it answers', () => {
  const request = frame(1, { subject: 'price', reply: '_INBOX.a', payloadSize: 3, from: 'hub' });
  const reply = frame(2, { subject: '_INBOX.a', payloadSize: 6 });
  const words = toMarks([frame(0), request, reply], up, ({ seq }) =>
    seq === 2 ? request : undefined,
  );
  expect(words.map((mark) => mark.words)).toEqual([
    `Message, ${frame(0).payloadSize} bytes`,
    'Request, 3 bytes',
    'Reply to price, 6 bytes',
  ]);
});

test('a refusal that answers no act of the reader is quiet', () => {
  const refusal = (what: Refusal['what'], subject: string): Refusal => ({
    server: 'leaf',
    at: 1,
    rule: 'blocking rule',
    what,
    subject,
  });
  const quiet = (each: Refusal) => toRefusedMarks(new Map([['leaf-hub', [each]]]))[0]!.quiet;
  expect(quiet(refusal('interest', '$JS.API.>'))).toBe(true);
  expect(quiet(refusal('message', '$JS.API.STREAM.NAMES'))).toBeUndefined();
  expect(quiet(refusal('interest', 'orders.>'))).toBeUndefined();
});

test('marks are in the order in which they crossed, also of several kinds', () => {
  const request = { reply: '_INBOX.a', subject: 'price' };
  const reply = { subject: '_INBOX.a' };
  const events = [frame(1, request), frame(2, reply), frame(3, request), frame(4, reply)];
  expect(toMarks(events, up).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
});
