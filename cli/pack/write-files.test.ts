import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
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

test('an empty name is no folder, and least of all this one', async () => {
  await expect(writeFiles('', [file('a')], false)).rejects.toThrow('named by an empty text');
});

test('a link that leads nowhere, and a place where no folder can be, are told', async () => {
  symlinkSync(join(folder, 'nowhere'), out);
  await expect(writeFiles(out, [file('a')], true)).rejects.toThrow('leads nowhere');
  await expect(writeFiles('/proc/leafwise/x', [file('a')], true)).rejects.toThrow(
    'cannot be written',
  );
});

test.each(['a', 'sub/a'])(
  'in the place of %s another thing is refused before anything is written',
  async (named) => {
    mkdirSync(out);
    expect(spawnSync('mkfifo', [join(out, named.split('/')[0]!)]).status).toBe(0);
    await expect(writeFiles(out, [file('first'), file(named)], true)).rejects.toThrow('Remove it');
    rmSync(join(out, named.split('/')[0]!));
    mkdirSync(join(out, named), { recursive: true });
    await expect(writeFiles(out, [file('first'), file(named)], true)).rejects.toThrow('is no file');
    expect(existsSync(join(out, 'first'))).toBe(false);
  },
);

test('all are written or none, and what was there is as it was', async () => {
  // The second is a file by then, which no look before tells.
  const twice = [file('mine'), file('new'), file('new/b')];
  await expect(writeFiles(out, twice, false)).rejects.toThrow('nothing was');
  expect(existsSync(out)).toBe(false);
  mkdirSync(out);
  writeFileSync(join(out, 'mine'), 'old');
  await expect(writeFiles(out, twice, true)).rejects.toThrow('nothing was');
  expect(readdirSync(out)).toEqual(['mine']);
  expect(readFileSync(join(out, 'mine'), 'utf8')).toBe('old');
});

test('what is written over keeps neither its mode nor its other names', async () => {
  mkdirSync(out);
  writeFileSync(join(folder, 'other'), 'old');
  linkSync(join(folder, 'other'), join(out, 'mine'));
  await writeFiles(out, [{ ...file('mine'), mode: 0o600 }], true);
  expect(statSync(join(out, 'mine')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('old');
  expect(readdirSync(out)).toEqual(['mine']);
});
