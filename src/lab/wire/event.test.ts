import { expect, test } from 'vitest';
import { headersOf } from './event.ts';

const headers = (text: string, headerSize = text.length) =>
  headersOf({ headers: new TextEncoder().encode(text), headerSize });

test('headers come in their order, repeated ones too', () => {
  expect(headers('NATS/1.0\r\nX-A: b\r\nX-A:c\r\nTime: 12:30\r\n\r\n')).toEqual({
    values: [
      ['X-A', 'b'],
      ['X-A', 'c'],
      ['Time', '12:30'],
    ],
  });
});

test('a status stands beside them', () => {
  expect(headers('NATS/1.0 100 Idle Heartbeat\r\nNats-Last-Stream: 6\r\n\r\n')).toEqual({
    status: '100 Idle Heartbeat',
    values: [['Nats-Last-Stream', '6']],
  });
  expect(headers('NATS/1.0 503\r\n\r\n')).toEqual({ status: '503', values: [] });
});

test('a message without headers has none', () => {
  expect(headersOf({ headerSize: 0 })).toEqual({ values: [] });
});

test('a header block that was cut off lacks its last line', () => {
  expect(headers('NATS/1.0\r\nA: 1\r\nB: 2', 5000)).toEqual({ values: [['A', '1']] });
});

test('a header block that is none yields nothing', () => {
  expect(headers('\xff\xfe')).toEqual({ values: [] });
});
