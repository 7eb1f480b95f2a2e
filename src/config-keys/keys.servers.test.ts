import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nativeServer, release } from '../../tests/support/native-server.ts';
import { keys, type ConfigKey } from './keys.ts';
import { isOn } from './since.ts';

/** Blocks in which the server takes any name, or overlooks an unknown one. */
const lax = /^accounts\.\*\.exports\.latency\.|\.jetstream_cluster_migrate\.|^feature_flags\./;

let binary: string;
let folder: string;
let files = 0;

beforeAll(async () => {
  binary = await nativeServer();
  folder = await mkdtemp(path.join(tmpdir(), 'leafwise-keys-'));
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

const nameOf = (key: ConfigKey) => key.path.split('.').at(-1)!;

const example = ({ example: { within, values } }: ConfigKey, name: string, value = 0) =>
  within.replace('@', () => `${name}: ${values[value]!}`);

const unknownField = (name: string) => new RegExp(`unknown field (name )?"${name}"`, 'i');

/** Answers the output of `nats-server -t` for a configuration. */
async function verdict(config: string): Promise<string> {
  const file = path.join(folder, `${++files}.conf`);
  await writeFile(file, config);
  return new Promise((resolve) => {
    execFile(binary, ['-t', '-c', file], (_, stdout, stderr) => resolve(stdout + stderr));
  });
}

test('the release is that of this run', async () => {
  const said = await new Promise((resolve) => {
    execFile(binary, ['--version'], (_, stdout) => resolve(stdout));
  });
  expect(said).toContain(`v${release}`);
});

describe.concurrent('nats-server', { timeout: 60_000 }, () => {
  const [known, unknown] = [true, false].map((is) =>
    keys.filter((key) => isOn(key, release) === is).map((key) => [key.path, key] as const),
  );

  test.for(unknown!)('does not know %s yet', async ([, key], { skip }) => {
    // Where a block came with its keys, it is the block that is not known.
    const blocks = key.path.split('.').filter((name) => name !== '*');
    for (const name of [nameOf(key), ...(key.aliases ?? [])]) {
      const said = await verdict(example(key, name));
      if (lax.test(key.path) && said.includes('is valid')) skip('its block takes any name');
      expect(said).toMatch(unknownField(`(?:${[name, ...blocks].join('|')})`));
    }
  });

  test.for(known!)('knows %s', async ([, key]) => {
    for (const name of [nameOf(key), ...(key.aliases ?? [])]) {
      for (const value of [0, 1]) {
        const config = example(key, name, value);
        if (!/^urls?$/.test(name) || name === nameOf(key))
          expect(await verdict(config), config).toContain('is valid');
      }
    }
    const misspelt = `${nameOf(key)}x`;
    if (!lax.test(key.path)) {
      expect(await verdict(example(key, misspelt))).toMatch(unknownField(misspelt));
    }
  });
});
