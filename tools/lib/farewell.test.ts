import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foldersIn, processesOf } from './farewell.mjs';

const listen = `require('node:net').createServer().listen(0, '127.0.0.1', function () {
  console.log(this.address().port);
});`;

test.skipIf(process.platform === 'win32')(
  'a process of a run is found, with where it listens, until it has ended',
  async () => {
    const id = `test-${process.pid}`;
    const env = { ...process.env, LEAFWISE_RUN: id };
    const child = spawn(process.execPath, ['-e', listen], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'exit');
    try {
      const [port] = (await once(child.stdout, 'data')) as [Buffer];
      expect(await processesOf(id)).toMatchObject([
        { pid: child.pid, ports: [port.toString().trim()] },
      ]);
      expect(await processesOf(`${id}-other`)).toEqual([]);
    } finally {
      child.kill();
      await ended;
    }
    expect(await processesOf(id)).toEqual([]);
  },
);

test('a temporary folder of Leafwise is found, and no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leafwise-farewell-'));
  try {
    mkdtempSync(join(folder, 'other-'));
    expect(foldersIn(folder)).toEqual([]);
    const left = mkdtempSync(join(folder, 'leafwise-'));
    expect(foldersIn(folder)).toEqual([left.slice(folder.length + 1)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
