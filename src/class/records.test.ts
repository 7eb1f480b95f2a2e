import { expect, test } from 'vitest';
import { nameSchema, placeSchema, read } from './records.ts';

test.each([
  ['not JSON', '{'],
  ['another type', '7'],
  ['an address elsewhere', '{"page":"//evil.example","at":1,"by":"Ada"}'],
  ['an address with a scheme', '{"page":"javascript:alert(1)","at":1,"by":"Ada"}'],
  ['a step that is no token', '{"page":"/labs/a","step":"a.b","at":1,"by":"Ada"}'],
  ['no time', '{"page":"/labs/a","at":"now","by":"Ada"}'],
])('%s is no place', (_, text) => {
  expect(read(placeSchema, text)).toBeUndefined();
});

test('a place is read, and what it does not know is left out', () => {
  const text = '{"page":"/labs/join-a-leaf","step":"join","at":1,"by":"Ada","more":[]}';
  expect(read(placeSchema, new TextEncoder().encode(text))).toEqual({
    page: '/labs/join-a-leaf',
    step: 'join',
    at: 1,
    by: 'Ada',
  });
});

test('a name is one line that a terminal and a page can show', () => {
  expect(read(nameSchema, '" Zoë  \\n Łukasz "')).toBe('Zoë Łukasz');
  expect(read(nameSchema, '"a\\u202eb\\u200b"')).toBe('ab');
  expect(read(nameSchema, '"林 😀"')).toBe('林 😀');
  for (const bad of [
    '"   "',
    '"a\\u001b]52;c;aGk="',
    // Look like none: a letter of Hangul that is a filler, a pattern of Braille without dots, a zero width, a mark alone.
    ...['\\u3164', '\\u2800', '\\u200b\\u2060', '\\u0301', '.'].map((blank) => `"${blank}"`),
    JSON.stringify('x'.repeat(41)),
  ])
    expect(read(nameSchema, bad)).toBeUndefined();
});
