import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { derive } from '../../src/lab/derive/derive.ts';
import { pack, type PackFor } from '../../src/pack/pack.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { readFiles } from './read-files.ts';
import { readText } from './read-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

test('a pipe and a device are read by nothing, wherever a link leads', async () => {
  expect(spawnSync('mkfifo', [at('pipe')]).status).toBe(0);
  symlinkSync('/dev/zero', at('zero'));
  await expect(readText(at('pipe'))).rejects.toThrow('is no file');
  await expect(readText(at('zero'))).rejects.toThrow('is no file');
  await expect(readText(folder)).rejects.toThrow('is a folder');
  await expect(readText('')).rejects.toThrow('cannot be read: there is no such file');
});

test('a file is read as far as it is promised, and as text', async () => {
  writeFileSync(at('long'), 'a'.repeat((1 << 20) + 1));
  writeFileSync(at('bytes'), Uint8Array.of(255, 254));
  writeFileSync(at('most'), 'ä'.repeat(1 << 19));
  await expect(readText(at('long'))).rejects.toThrow('at most 1 MB is read');
  await expect(readText(at('bytes'))).rejects.toThrow('is no text');
  expect(await readText(at('most'))).toHaveLength(1 << 19);
});

test('an empty name means no folder', async () => {
  await expect(readFiles([''])).rejects.toThrow(Problem);
  await expect(readFiles([''])).rejects.toThrow('named by an empty text');
});

test('what a folder has that cannot be read is told by its name, and the rest is read', async () => {
  writeFileSync(at('hub.conf'), 'port: 4222');
  writeFileSync(at('large.conf'), 'a'.repeat((1 << 20) + 1));
  writeFileSync(at('binary.conf'), Uint8Array.of(0));
  writeFileSync(at('program'), Uint8Array.of(0));
  const { files, notes } = await readFiles([folder]);
  expect(files).toEqual([{ path: 'hub.conf', text: 'port: 4222' }]);
  expect(notes.map(({ path, severity }) => [path, severity])).toEqual([
    ['binary.conf', 'error'],
    ['large.conf', 'error'],
  ]);
  expect(notes[0]!.words).toMatch(/binary\.conf is no text\.$/);
});

test('of a folder with more than a network the names alone are looked at', async () => {
  mkdirSync(at('many'));
  for (let i = 0; i <= 200; i += 1) writeFileSync(join(at('many'), `f${i}`), 'text');
  await expect(readFiles([folder])).rejects.toThrow('more than 200 files');
});

test('a Compose file brings what it mounts, from its own folder alone', async () => {
  mkdirSync(at('deploy/hub'), { recursive: true });
  for (const name of [
    'deploy/hub/hub.conf',
    'deploy/one.conf',
    'deploy/hub.env',
    'deploy/other.conf',
  ])
    writeFileSync(at(name), 'port: 4222');
  writeFileSync(at('deploy/hub/1.blk'), Uint8Array.of(0));
  writeFileSync(at('above.conf'), 'port: 4222');
  writeFileSync(
    at('deploy/compose.yaml'),
    `services:
  hub:
    image: nats
    env_file: hub.env
    command: -c /etc/nats/hub.conf
    volumes: ['./hub:/etc/nats:ro', './one.conf:/one.conf', '../above.conf:/above.conf', 'data:/data', '.:/all']
`,
  );
  const { files } = await readFiles([at('deploy/compose.yaml')]);
  expect(files.map(({ path }) => path).sort()).toEqual([
    'compose.yaml',
    'hub.env',
    'hub/hub.conf',
    'one.conf',
  ]);
});

test('a file that is named itself is marked', async () => {
  writeFileSync(at('a.txt'), 'port: 4222');
  const { files } = await readFiles([at('a.txt')]);
  expect(files).toEqual([{ path: 'a.txt', text: 'port: 4222', byHand: 'named' }]);
});

test.for<PackFor>(['compose', 'helm', 'systemd', 'cli'])(
  'what was packed for %s is left out of a folder above, and read where it is named',
  async (to) => {
    const hub = { path: 'hub.conf', text: 'server_name: hub\nport: 4222\n' };
    for (const { path, text } of pack(derive('own', [hub]), to)) {
      mkdirSync(dirname(at(`deploy/${path}`)), { recursive: true });
      writeFileSync(at(`deploy/${path}`), text);
    }
    await expect(readFiles([folder])).rejects.toThrow(/but what leafwise has packed.*deploy/);
    writeFileSync(at(hub.path), hub.text);
    const { files, notes } = await readFiles([folder]);
    expect(files).toEqual([hub]);
    expect(notes).toEqual([
      { path: 'deploy', words: expect.stringContaining('leafwise has packed') as string },
    ]);
    if (to === 'cli') return;
    expect((await readFiles([at('deploy')])).files.length).toBeGreaterThan(0);
    expect((await readFiles([folder, at('deploy')])).notes).toEqual([]);
  },
);

test('of a folder with no file it is said what was passed over, and why', async () => {
  const told = async () => readFiles([folder]).then(() => '', String);
  expect(spawnSync('mkfifo', [at('a.conf')]).status).toBe(0);
  expect(await told()).toMatch(/a\.conf is passed over: it is a pipe or a device, and no file\.$/);
  rmSync(at('a.conf'));
  for (const [to, why] of [
    ['/etc/passwd', 'it is a link that leads out of the folder'],
    ['/dev/null', 'it is a pipe or a device, and no file'],
    ['nowhere', 'it is a link, and there is no such file'],
    ['.', 'it is a link to a folder'],
  ] as const) {
    symlinkSync(to, at('a.conf'));
    expect(await told()).toContain(`a.conf is passed over: ${why}.`);
    rmSync(at('a.conf'));
  }
});
