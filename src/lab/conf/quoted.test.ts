import { expect, test } from 'vitest';
import { readConf } from './conf-text.ts';
import { quoted } from './quoted.ts';

test('any text is read back as it was', () => {
  const control = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');
  for (const text of [
    '',
    control,
    '\x7f',
    'a"b\\c',
    "it's",
    'Zürich ✓ 😀',
    '\\x41 \\u0041',
    '$A',
    '\u2028',
  ])
    expect(readConf(`x: ${quoted(text)}`).scalars[0]!.text).toBe(text);
});

test('no escape is written that nats-server does not know', () => {
  expect(quoted('\x1b[0m\b\f/')).toBe('"\\x1b[0m\\x08\\x0c/"');
});
