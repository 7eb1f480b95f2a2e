import { expect, test } from 'vitest';
import { payloadWords } from './payload.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a payload is shown as what it is', () => {
  expect(payloadWords(bytes('{"a":1}'), 'automatic').text).toBe('{\n  "a": 1\n}');
  expect(payloadWords(bytes('21.5'), 'automatic').text).toBe('21.5');
  expect(payloadWords(bytes('käse'), 'automatic').text).toBe('käse');
  expect(payloadWords(Uint8Array.of(0, 72, 105, 255), 'automatic').text).toBe(
    '0000  00 48 69 ff              .Hi.',
  );
});

test('or as the reader wants it', () => {
  expect(payloadWords(bytes('{"a":1}'), 'text').text).toBe('{"a":1}');
  expect(payloadWords(bytes('Hi'), 'hex').text).toBe('0000  48 69                    Hi');
  expect(payloadWords(bytes('Hi'), 'JSON')).toEqual({ text: 'Hi', clipped: 'It is not JSON.' });
});

test('a long one is cut, and says so', () => {
  const long = payloadWords(bytes('x'.repeat(2000)), 'automatic');
  expect(long.text).toHaveLength(1024);
  expect(long.clipped).toBe('The first 1,024 of 2,000 bytes.');
  expect(payloadWords(new Uint8Array(300), 'hex').clipped).toBe('The first 256 of 300 bytes.');
});
