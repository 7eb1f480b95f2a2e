import { expect, test } from 'vitest';
import { Pairing } from './pairing.ts';

const up = { link: 'leaf-hub', from: 'leaf' };
const down = { link: 'leaf-hub', from: 'hub' };

test('a reply finds its request, and the request its first reply', () => {
  const pairing = new Pairing();
  pairing.add({ seq: 1, ...up, subject: '$JS.hub.API.INFO', reply: '_INBOX.a' });
  expect(pairing.replyTo(1)).toBeUndefined();
  pairing.add({ seq: 2, ...down, subject: '_INBOX.a' });
  pairing.add({ seq: 3, ...down, subject: '_INBOX.a' });
  expect(pairing.replyTo(1)).toBe(2);
  expect([2, 3].map((seq) => pairing.requestOf(seq))).toEqual([1, 1]);
  expect(pairing.requestOf(1)).toBeUndefined();
});

test('a delivery is answered by its acknowledgement', () => {
  const pairing = new Pairing();
  const ack = '$JS.ACK.ORDERS.C.1.1.1.17.0';
  pairing.add({ seq: 1, ...up, subject: '$JS.hub.API.CONSUMER.MSG.NEXT.O.C', reply: '_INBOX.a' });
  pairing.add({ seq: 2, ...down, subject: '_INBOX.a', reply: `${ack}@orders.new` });
  pairing.add({ seq: 3, ...up, subject: ack });
  expect(pairing.requestOf(2)).toBe(1);
  expect(pairing.requestOf(3)).toBe(2);
});

test('links are told apart, and so are directions', () => {
  const pairing = new Pairing();
  pairing.add({ seq: 1, ...up, subject: 'a', reply: 'answer' });
  pairing.add({ seq: 2, ...down, link: 'other-hub', subject: 'answer' });
  pairing.add({ seq: 3, ...up, subject: 'answer' });
  expect([2, 3].map((seq) => pairing.requestOf(seq))).toEqual([undefined, undefined]);
});

test('a reply subject used again belongs to the later request', () => {
  const pairing = new Pairing();
  pairing.add({ seq: 1, ...up, subject: 'a', reply: 'answer' });
  pairing.add({ seq: 2, ...up, subject: 'a', reply: 'answer' });
  pairing.add({ seq: 3, ...down, subject: 'answer' });
  expect(pairing.requestOf(3)).toBe(2);
});

test('only so many requests are remembered', () => {
  const pairing = new Pairing(2);
  for (const seq of [1, 2, 3]) {
    pairing.add({ seq, ...up, subject: 'a', reply: `answer.${seq}` });
  }
  for (const seq of [1, 2, 3]) pairing.add({ seq: 10 + seq, ...down, subject: `answer.${seq}` });
  expect([11, 12, 13].map((seq) => pairing.requestOf(seq))).toEqual([undefined, 2, 3]);
});
