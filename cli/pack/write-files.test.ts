import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFiles } from './write-files.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-test-'));
  out = join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string) => ({ path, text: 'new' });

test('files are written into a new or an empty folder', async () => {
  expect(await writeFiles(out, [file('a/b.conf')], false)).toEqual([join(out, 'a/b.conf')]);
  expect(readFileSync(join(out, 'a/b.conf'), 'utf8')).toBe('new');
});

test('a folder with files is left as it is, unless told otherwise', async () => {
  mkdirSync(out);
  writeFileSync(join(out, 'mine'), 'old');
  await expect(writeFiles(out, [file('mine')], false)).rejects.toThrow('is not empty');
  expect(readFileSync(join(out, 'mine'), 'utf8')).toBe('old');
  await writeFiles(out, [file('mine')], true);
  expect(readFileSync(join(out, 'mine'), 'utf8')).toBe('new');
});

test.each(['../elsewhere', '/elsewhere', 'a/../../elsewhere', ''])(
  'no path leads out: %j',
  async (path) => {
    await expect(writeFiles(out, [file('first'), file(path)], false)).rejects.toThrow('outside');
    expect(existsSync(out)).toBe(false);
  },
);

test('no link is followed, not even with force', async () => {
  mkdirSync(out);
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'secret'), 'old');
  symlinkSync(join(folder, 'other'), join(out, 'sub'));
  symlinkSync(join(folder, 'secret'), join(out, 'link'));
  await expect(writeFiles(out, [file('first'), file('sub/a')], true)).rejects.toThrow('is a link');
  await expect(writeFiles(out, [file('link')], true)).rejects.toThrow('is a link');
  expect(existsSync(join(out, 'first'))).toBe(false);
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('old');
});

test('a file is no folder', async () => {
  writeFileSync(out, 'old');
  await expect(writeFiles(out, [file('a')], true)).rejects.toThrow('is a file');
});
