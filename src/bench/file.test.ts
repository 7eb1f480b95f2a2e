import { expect, test } from 'vitest';
import type { BenchState } from './bench.ts';
import { FileError, fileOf, stateOfFile } from './file.ts';
import keptLinks from './kept-links.json' with { type: 'json' };

const bench: BenchState = {
  name: 'Plant / 大 #1',
  files: [{ path: 'hub.conf', text: 'authorization { token: S3cret }\n' }],
  places: { hub: { x: 1, y: 2 } },
  assigned: {},
  commands: [],
  cut: ['a-hub'],
  server: '2.15.2',
};

test('a file says the version of its form, and is read as it was written', () => {
  const { name, text, without } = fileOf(bench, { secrets: true });
  expect(name).toBe('Plant-大-1.leafwise.json');
  expect(text).toMatch(/^\{\n {2}"leafwise": 1,\n {2}"name": /);
  expect(stateOfFile(text)).toEqual(bench);
  expect(stateOfFile(`\ufeff${text}`)).toEqual(bench);
  expect(without).toEqual([]);
});

test('secrets are left out unless they are asked for', () => {
  const { text, without } = fileOf(bench);
  expect(text).not.toContain('S3cret');
  expect(without).toEqual([{ path: 'hub.conf', line: 1, what: 'a token' }]);
});

test('a bench without a name is a file all the same', () => {
  expect(fileOf({ ...bench, name: '../..' }).name).toBe('bench.leafwise.json');
});

test('each bench of a kept link is one as a file', () => {
  for (const { state } of keptLinks) {
    const { text } = fileOf(state);
    expect(stateOfFile(text)).toEqual(state);
  }
});

test.each([
  ['', 'it is no JSON'],
  ['{', 'it is no JSON'],
  ['[]', 'it has no “"leafwise": 1”'],
  ['null', 'it has no “"leafwise": 1”'],
  ['{"leafwise": 2}', 'a newer Leafwise has saved it (version 2), and this one reads version 1'],
  ['{"leafwise": 1}', 'a part is missing'],
  [
    '{"leafwise": 1, "name": "a", "files": [{"path": "../a", "text": ""}]}',
    'leads out of the folder',
  ],
  ['['.repeat(100_000), 'it is no JSON'],
  [' '.repeat(10_000_001), 'it is longer than 10 MB'],
])('%.30s: a sentence', (text, words) => {
  let told: unknown;
  try {
    stateOfFile(text);
  } catch (error) {
    told = error;
  }
  expect(told).toBeInstanceOf(FileError);
  expect((told as Error).message).toMatch(/^This file cannot be opened as a bench: .+\.$/);
  expect((told as Error).message).toContain(words);
});
