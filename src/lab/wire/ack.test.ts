import { expect, test } from 'vitest';
import { publishedTo, replySubject } from './ack.ts';

const ack = '$JS.ACK.ORDERS.C.1.1.1.17.0';

test('a delivery is known by the same reply subject on each link', () => {
  expect(replySubject(`${ack}@orders.new`)).toBe(ack);
  expect(replySubject(ack)).toBe(ack);
});

test('the subject that a delivered message was published to stands behind the @, which may be in it too', () => {
  expect(publishedTo(`${ack}@mail.a@b`)).toBe('mail.a@b');
  expect(publishedTo(ack)).toBeUndefined();
});

test('an @ in any other reply subject is part of it', () => {
  expect(replySubject('_INBOX.a@b')).toBe('_INBOX.a@b');
  expect(publishedTo('_INBOX.a@b')).toBeUndefined();
});
