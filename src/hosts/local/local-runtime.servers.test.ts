import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildNativeServer } from '../../../engine/build.mjs';
import { nowhere } from '../../../tests/support/nowhere.ts';
import { LocalRuntime } from './local-runtime.ts';

// Claims about native servers alone. Those about every host are in tests/servers/hosts.

const ended = vi.fn();
let runtime: LocalRuntime;

beforeAll(async () => {
  const binary = await buildNativeServer();
  runtime = await LocalRuntime.open({ binary, events: { log: () => {}, ended } });
}, 120_000);

afterAll(() => runtime.close());

test('a server whose process is killed says so, and starts again', async () => {
  await runtime.start('hub', '', nowhere);
  process.kill(runtime.pidOf('hub')!, 'SIGKILL');
  await vi.waitFor(() =>
    expect(ended).toHaveBeenCalledWith('hub', 'the server was ended by SIGKILL'),
  );
  expect(runtime.pidOf('hub')).toBeUndefined();
  await expect(runtime.dial('hub')).rejects.toThrow('server hub is not running');
  await runtime.start('hub', '', nowhere);
  (await runtime.dial('hub')).close();
});

test('a server is started once at a time', async () => {
  const first = runtime.start('once', '', nowhere);
  await expect(runtime.start('once', '', nowhere)).rejects.toThrow('already running');
  await first;
  await expect(runtime.start('once', '', nowhere)).rejects.toThrow('already running');
});

test('what a page names stays within the folder of its server', async () => {
  await runtime.putFile('leaf', '../../escaped', 'nothing');
  expect(existsSync(path.join(runtime.folder, '.files/leaf/escaped'))).toBe(true);
  await expect(runtime.putFile('../leaf', '/a', '')).rejects.toThrow('is no name of a server');
  await expect(runtime.start('../leaf', '', nowhere)).rejects.toThrow('is no name of a server');
});

test('a server that starts while its runtime closes leaves nothing behind', async () => {
  const binary = await buildNativeServer();
  const closing = await LocalRuntime.open({ binary, events: { log: () => {}, ended: () => {} } });
  const starts = ['one', 'two'].map((name) => closing.start(name, '', nowhere));
  const all = Promise.allSettled(starts);
  await closing.close();
  for (const { status } of await all) expect(status).toBe('rejected');
  expect(existsSync(closing.folder)).toBe(false);
});
