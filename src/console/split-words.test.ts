import { expect, test } from 'vitest';
import { Problem } from './problem.ts';
import { splitWords } from './split-words.ts';

const words = (line: string) => splitWords(line).words;

test('words stand between blanks; quotes keep them together', () => {
  expect(words(`  pub orders.new '{"id": 1}'  --count 2 `)).toEqual([
    'pub',
    'orders.new',
    '{"id": 1}',
    '--count',
    '2',
  ]);
  expect(words(`a"b c"'d e'f`)).toEqual(['ab cd ef']);
  expect(words(`kv put B k ''`)).toEqual(['kv', 'put', 'B', 'k', '']);
  expect(words('')).toEqual([]);
});

test('backslashes escape as in a shell', () => {
  expect(words(String.raw`a\ b "say \"hi\"" '\n' "\n"`)).toEqual(['a b', 'say "hi"', '\\n', '\\n']);
});

test('a comment ends the line, but only where a word could begin', () => {
  expect(words('sub a # all of them')).toEqual(['sub', 'a']);
  expect(words('sub a#b')).toEqual(['sub', 'a#b']);
});

test('nothing is substituted, so that API subjects need no quotes', () => {
  expect(words('req $JS.leaf.API.INFO')).toEqual(['req', '$JS.leaf.API.INFO']);
});

test('an open quote is told by its column', () => {
  expect(() => words(`pub a 'b`)).toThrow("the quote ' at column 7 is not closed");
});

test('pipes and lists are refused, with what to do about it', () => {
  expect(() => words('sub a | grep b')).toThrow(Problem);
  expect(() => words('sub a | grep b')).toThrow('unexpected | at column 7');
  expect(words(`pub a '|'`)).toEqual(['pub', 'a', '|']);
});

test('a wildcard without quotes is read as it is meant, and told', () => {
  expect(splitWords(`sub orders.> 'a.>'`)).toEqual({
    words: ['sub', 'orders.>', 'a.>'],
    unquoted: ['orders.>'],
  });
});
