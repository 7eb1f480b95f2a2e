import { expect, test } from 'vitest';
import { completedWord, lastCommand } from './typed-word.ts';

test.each([
  ['O', ['ORDERS'], 'ORDERS '],
  ['', ['ORDERS', 'ORDINARY'], 'ORD'],
  ['ORD', ['ORDERS', 'ORDINARY'], 'ORD'],
  ['"O', ['ORDERS'], '"ORDERS" '],
  [`'O`, ['ORDERS', 'ORDINARY'], `'ORD`],
  ['', ['$KV.a.>'], `'$KV.a.>' `],
  ['"$', ['$KV.a'], String.raw`"\$KV.a" `],
  ['it', ["it's"], String.raw`'it'\''s' `],
  ['a', ['a b', 'a c'], `'a `],
])('%s with %j becomes %s', (typed, options, text) => {
  expect(completedWord(typed, options)).toBe(text);
});

test('the last command begins behind ; and &&, but not behind those in quotes', () => {
  const last = (line: string) => line.slice(lastCommand(line));
  expect(last('stream ls; str')).toBe(' str');
  expect(last('rtt && pub a "b; c" --co')).toBe(' pub a "b; c" --co');
  expect(last(`pub a 'b; c`)).toBe(`pub a 'b; c`);
  expect(last(String.raw`pub a b\; c`)).toBe(String.raw`pub a b\; c`);
});
