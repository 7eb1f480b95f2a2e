import { expect, test } from 'vitest';
import { bestForm, showPayload } from './payload-text.ts';

const kept = (text: string, payloadSize?: number) => {
  const payload = new TextEncoder().encode(text);
  return { payload, payloadSize: payloadSize ?? payload.length };
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
  const payload = Uint8Array.from({ length: 18 }, (_, i) => (i < 2 ? 0 : 0x41 + i));
  expect(bestForm({ payload, payloadSize: 18 })).toBe('hex');
  expect(showPayload({ payload, payloadSize: 18 }, 'hex').split('\n')).toEqual([
    '0000  00 00 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  ..CDEFGHIJKLMNOP',
    `0010  51 52${' '.repeat(43)} QR`,
  ]);
});

test('a character that the end of what is kept cuts in two does not make it binary', () => {
  const { payload } = kept('Stühle €');
  const cut = { payload: payload.subarray(0, -1), payloadSize: 5000 };
  expect(bestForm(cut)).toBe('text');
  expect(showPayload(cut, 'text')).toBe('Stühle ');
});
