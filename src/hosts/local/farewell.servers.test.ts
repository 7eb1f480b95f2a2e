import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { beforeAll, expect, test, vi } from 'vitest';
import { buildNativeServer } from '../../../engine/build.mjs';
import { nowhere } from '../../../tests/support/nowhere.ts';
import { LocalRuntime } from './local-runtime.ts';

let binary: string;
beforeAll(async () => {
  binary = await buildNativeServer();
}, 120_000);

/** A program that starts a server and then ends in some way. */
const program = (way: string) => `
  const { LocalRuntime } = await import(${JSON.stringify(new URL('local-runtime.ts', import.meta.url).href)});
  const events = { log() {}, ended() {} };
  const runtime = await LocalRuntime.open({ binary: ${JSON.stringify(binary)}, events });
  await runtime.start('hub', 'jetstream: enabled', () => Promise.reject(new Error('a name that nothing here asks for')));
  process.stdin.once('data', () => { ${way} });
  console.log(JSON.stringify({ pid: runtime.pidOf('hub'), folder: runtime.folder }));
`;

/** Whether a process runs. One that only waits to be reaped does not. */
function runs(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}

test.each([
  ['is killed', `process.kill(process.pid, 'SIGKILL')`],
  ['is interrupted', `process.kill(process.pid, 'SIGINT')`],
  ['is terminated', `process.kill(process.pid, 'SIGTERM')`],
  ['exits', 'process.exit(0)'],
  ['fails', `throw new Error('not caught')`],
])(
  'a program that %s leaves no server and no folder',
  async (_, way) => {
    const args = ['--import', 'tsx', '--input-type=module', '-e', program(way)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
    expect(runs(pid)).toBe(true);
    expect(existsSync(folder)).toBe(true);
    child.stdin.write('end\n');
    await once(child, 'exit');
    await vi.waitFor(() => expect(runs(pid)).toBe(false), 5000);
    await vi.waitFor(() => expect(existsSync(folder)).toBe(false), 5000);
  },
  20_000,
);

test('a runtime that is closed leaves no server and no folder', async () => {
  const runtime = await LocalRuntime.open({ binary, events: { log: () => {}, ended: () => {} } });
  await runtime.start('hub', '', nowhere);
  const pid = runtime.pidOf('hub')!;
  expect(runs(pid)).toBe(true);
  await runtime.close();
  expect(runs(pid)).toBe(false);
  expect(existsSync(runtime.folder)).toBe(false);
});

test('a binary that is not there is named', async () => {
  const events = { log: () => {}, ended: () => {} };
  await expect(LocalRuntime.open({ binary: '/nowhere/nats-server', events })).rejects.toThrow(
    'nats-server not found (tried /nowhere/nats-server).',
  );
});
