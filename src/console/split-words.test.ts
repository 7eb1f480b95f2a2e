import { expect, test } from 'vitest';
import { splitWords } from './split-words.ts';

const words = (line: string) => splitWords(line).words.map(({ text }) => text);
const problem = (line: string) => splitWords(line).problem?.message;

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
  expect(problem(`pub a 'b`)).toBe("the quote ' at column 7 is not closed");
});

test('pipes and lists are refused, with what to do about it', () => {
  expect(problem('sub a | grep b')).toBe('unexpected | at column 7');
  expect(splitWords('sub a | grep b').problem?.help.join()).toContain("'|'");
  expect(words(`pub a '|'`)).toEqual(['pub', 'a', '|']);
});

test('a wildcard without quotes is read as it is meant, and told', () => {
  const special = splitWords(`sub orders.> 'a.>'`).words.filter((word) => word.special);
  expect(special.map(({ text }) => text)).toEqual(['orders.>']);
});

test.each([
  ['stream in', 'in', 7],
  ['stream info ', '', 12],
  [`kv get B 'a k`, 'a k', 9],
  [`kv get B a\\ k`, 'a k', 9],
  ['', '', 0],
])('%j ends in a word that is still being typed', (line, text, start) => {
  expect(splitWords(line).typed).toMatchObject({ text, start });
});

test.each(['sub a # all', 'sub a |', 'sub a | grep'])('%j ends in no word', (line) => {
  expect(splitWords(line).typed).toBeUndefined();
});
