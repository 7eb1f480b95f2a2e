import { expect, test } from 'vitest';
import { completedWord, quoted } from './typed-word.ts';

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

test('a word that a shell would split is quoted, another is not', () => {
  expect(['a b.json', 'a.json', "it's"].map(quoted)).toEqual([
    "'a b.json'",
    'a.json',
    String.raw`'it'\''s'`,
  ]);
});
