import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nativeServer } from '../../tests/support/native-server.ts';
import { otherKeys } from './known-keys.ts';

/** A configuration that is one key in a block. */
const within = (block: string, key: string): string =>
  block === 'leafnodes.remotes'
    ? `leafnodes { remotes: [ { url: "nats-leaf://127.0.0.1:7422", ${key}: x } ] }`
    : block === ''
      ? `${key}: x`
      : `${block} { ${key}: x }`;

test.for(Object.entries(otherKeys))(
  'nats-server knows the other keys of %j, and no others',
  async ([block, keys]) => {
    const binary = await nativeServer();
    const folder = await mkdtemp(join(tmpdir(), 'leafwise-other-keys-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const isKnown = async (key: string): Promise<boolean> => {
      const file = join(folder, `${key}.conf`);
      await writeFile(file, within(block, key));
      const said = await new Promise<string>((resolve) => {
        execFile(binary, ['-t', '-c', file], (_, stdout, stderr) => resolve(stdout + stderr));
      });
      return !said.includes('unknown field');
    };
    const unknown: string[] = [];
    for (const key of [...keys, 'leafwise_nothing']) if (!(await isKnown(key))) unknown.push(key);
    expect(unknown).toEqual(['leafwise_nothing']);
  },
);
