import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { buildNativeServer } from '../../engine/build.mjs';

const remedy = 'A pure test starts no server';

test('a pure test starts no native server', () => {
  expect(() => spawn('/anywhere/nats-server', ['-v'])).toThrow(remedy);
});

test('a pure test builds no native server', async () => {
  await expect(buildNativeServer()).rejects.toThrow(remedy);
});

test('a pure test starts no server in WebAssembly', async () => {
  // The smallest module there is: its header.
  const module = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await expect(WebAssembly.instantiate(module, { gojs: {} })).rejects.toThrow(remedy);
});

test('a pure test may start other programs and modules', async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  const module = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  expect(await WebAssembly.instantiate(module)).toHaveProperty('instance');
});
