import { expect, test } from 'vitest';
import { lineFinder } from './in-order.ts';
import { faultWords, syntaxFault } from './syntax-fault.ts';

/** What is said of a text: the line, and the words or the remedy. */
function told(text: string): string {
  const fault = syntaxFault(text)!;
  const lineOf = lineFinder(text);
  const { words, remedy } = faultWords(fault, lineOf);
  return `${lineOf(fault.at)}: ${words} ${remedy}`;
}

const lines = (...all: string[]) => all.join('\n');

test.each([
  [
    'a block before another at the top',
    lines('port: 1', 'websocket {', '  port: 2', '', 'accounts {', '  A { }', '}', ''),
    /^2: The block .* Write } before line 5,/,
  ],
  [
    'a block that the brace of another closes',
    lines('accounts {', '  A {', '    users: []', '}', 'port: 1', ''),
    /^2: The block .* before line 4,/,
  ],
  [
    'one of several blocks',
    lines('accounts {', '  A {', '    users: []', '  B {', '    users: []', '  }', '}', ''),
    /^2: The block .* before line 4,/,
  ],
  [
    'a block, in lines that are not indented',
    lines('websocket {', 'port: 2', 'leafnodes {', 'port: 3', '}', ''),
    /^1: The block .* before line 2,/,
  ],
  ['a block in one line', 'a: 1\naccounts { A { users: [] }', /^2: The block .* where it ends/],
  [
    'a block in a list',
    lines('leafnodes {', '  remotes [', '    { url: "x"', '  ]', '}'),
    /^3: The block .* where it ends/,
  ],
  [
    'a list',
    lines('leafnodes {', '  urls: [', '    "a"', '  account: X', '}'),
    /^2: The list .* Write \]/,
  ],
  ['a list before a brace', lines('a {', '  b: [', '    "c"', '}'), /^2: The list .* Write \]/],
  ['a quote', lines('a: "b', 'c: "d"', ''), /^1: The quote/],
  ['the last quote', lines('a: 1', "b: 'c", ''), /^2: The quote/],
  ['a quote with nothing in it', 'a: 1\nb: "', /^2: The quote/],
  ['a quoted key', '"a', /^1: The quote/],
  ['the quote of a file to include', 'a: 1\ninclude "b\n', /^2: The quote/],
  ['a text in parentheses', 'a: (\nb\n', /^1: The text that begins with \(/],
])('%s that is not closed is told where it begins', (_, text, words) => {
  expect(told(text)).toMatch(words);
});

test.each([
  ['a: 1\nport: 4222 SECRET\n', /^2: Text follows a value/],
  ['a { b: "c" SECRET }', /^1: Text follows a value/],
  ['a: [ "b" "SECRET" ]', /^1: Text follows a value/],
  ['a { b: 1 }\n}\nc: SECRET\nd: 1\n', /^2: A } or \]/],
  ['a: 1 ]\n', /^1: A } or \]/],
  ['a { : SECRET }', /^1: A : or =/],
  ['a: 1\nport:\n', /^2: A key in this line has no value/],
  ['a: 1\nport', /^2: A key in this line has no value/],
  ['a: [ , "SECRET" ]', /^1: A comma/],
  ['a: "\\SECRET"', /^1: A backslash/],
  ['dir: ./SECRET', /^1: A value .* Put it into quotes/],
  ['a: [ /SECRET ]', /^1: A value .* Put it into quotes/],
  ['a: -SECRET', /^1: A value .* Put it into quotes/],
  ['include [ "SECRET" ]', /^1: Behind include/],
])('%j is told by its line, without its text', (text, words) => {
  expect(told(text)).toMatch(words);
  expect(told(text)).not.toContain('SECRET');
});
