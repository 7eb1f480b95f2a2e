import { expect, test } from 'vitest';
import { networks } from '../../../tests/support/networks.ts';
import { readConf } from './conf-text.ts';
import { strayText } from './stray-text.ts';

const strays = (text: string) => strayText(readConf(text), text).map(({ at }) => text.slice(at));

test.each([
  ['a { users: [{ password: S3c}ret9 }] }', ['ret9 }] }']],
  ['a { password: "x" S3cret }', [' S3cret }']],
  ['a { password: S3c,ret9 }', ['ret9 }']],
  ['a: [{ b: 1 } { b: 2 }]', [' { b: 2 }]']],
  ['a { b: 1 } c: 2', [' c: 2']],
])('in %s', (text, found) => {
  expect(strays(text)).toEqual(expect.arrayContaining(found));
});

test.each([
  ...['a: 1', 'a: 1 # b', 'a: 1; b: 2, c: 3', 'a { b: 1 } // c', 'a: [1, 2,\n3\n]', 'a: (\nb\n)\n'],
  ...['{ a: 1 }', 'a {b: "c"}, d: 1', 'include "a.conf"\n', 'a: "b"\r\nc: d', 'a { b: [{c: d}] }}'],
  ...Object.values(networks).flatMap((files) => files.map(({ text }) => text)),
])('nothing in %j', (text) => {
  expect(strays(text)).toEqual([]);
});
