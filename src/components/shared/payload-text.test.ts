import { describe, expect, test } from 'vitest';
import { bestForm, payloadExcerpt, showPayload } from './payload-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const kept = (payload: string | Uint8Array, payloadSize?: number) => {
  const first = typeof payload === 'string' ? bytes(payload) : payload;
  return { payload: first, payloadSize: payloadSize ?? first.length };
};

test('text is shown as it is', () => {
  const payload = kept('Eiche\n{"a":1}');
  expect(bestForm(payload)).toBe('text');
  expect(showPayload(payload, 'text')).toBe('Eiche\n{"a":1}');
});

test('JSON is set out, or says why it cannot be', () => {
  expect(showPayload(kept('{"a":[1]}'), 'JSON')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(showPayload(kept('oak'), 'JSON')).toMatch(/^Not JSON: /);
  expect(showPayload(kept('{"a":', 2000), 'JSON')).toBe(
    'Only the first 5 bytes are kept: too few to read them as JSON.',
  );
});

test('bytes that are no text are shown in hex', () => {
  const payload = kept(Uint8Array.from({ length: 10 }, (_, i) => (i < 2 ? 0 : 0x41 + i)));
  expect(bestForm(payload)).toBe('hex');
  expect(showPayload(payload, 'hex').split('\n')).toEqual([
    '0000  00 00 43 44 45 46 47 48  ..CDEFGH',
    `0008  49 4a${' '.repeat(18)}  IJ`,
  ]);
});

test('a character that the end of what is kept cuts in two does not make it binary', () => {
  const cut = kept(bytes('Stühle €').subarray(0, -1), 5000);
  expect(bestForm(cut)).toBe('text');
  expect(showPayload(cut, 'text')).toBe('Stühle ');
});

describe('a frame and a stored message are read alike', () => {
  const deleted = kept('a\x7f');
  const replacement = kept('who? \ufffd');
  const halfCharacter = kept(Uint8Array.of(0x61, 0xe2, 0x82));
  test.each([
    ['the control character delete', deleted, 'hex', '0000  61 7f                    a.'],
    ['U+FFFD that was sent as such', replacement, 'text', 'who? \ufffd'],
    ['half a character, of which nothing is missing', halfCharacter, 'hex', '0000  61 e2 82'],
  ] as const)('%s', (_, payload, form, shown) => {
    expect(bestForm(payload)).toBe(form);
    expect(showPayload(payload, form)).toContain(shown);
    expect(payloadExcerpt(payload.payload, 'automatic').text).toContain(shown);
  });
});

describe('an excerpt', () => {
  test('is what the payload is', () => {
    expect(payloadExcerpt(bytes('{"a":1}'), 'automatic').text).toBe('{\n  "a": 1\n}');
    expect(payloadExcerpt(bytes('21.50'), 'automatic').text).toBe('21.50');
    expect(payloadExcerpt(bytes('käse'), 'automatic').text).toBe('käse');
    expect(payloadExcerpt(Uint8Array.of(0, 72, 105, 255), 'automatic').text).toBe(
      '0000  00 48 69 ff              .Hi.',
    );
    expect(payloadExcerpt(bytes(''), 'JSON')).toEqual({ text: '' });
  });

  test('or what the reader asks for', () => {
    expect(payloadExcerpt(bytes('{"a":1}'), 'text').text).toBe('{"a":1}');
    expect(payloadExcerpt(bytes('Hi'), 'hex').text).toBe('0000  48 69                    Hi');
    expect(payloadExcerpt(bytes('Hi'), 'JSON')).toEqual({ text: 'Hi', note: 'It is not JSON.' });
  });

  test('says so where it is not all', () => {
    const long = payloadExcerpt(bytes('x'.repeat(2000)), 'automatic');
    expect(long.text).toHaveLength(1024);
    expect(long.note).toBe('The first 1,024 of 2,000 bytes.');
    expect(payloadExcerpt(new Uint8Array(300), 'hex').note).toBe('The first 256 of 300 bytes.');
  });
});
