import { describe, expect, test } from 'vitest';
import { engineInNode } from '../hosts/tab/engine-in-node.ts';
import { MemoryFs } from '../hosts/tab/memory-fs.ts';
import { TabRuntime } from '../hosts/tab/tab-runtime.ts';
import { nowhere } from '../../tests/support/nowhere.ts';
import { keys, type ConfigKey } from './keys.ts';

const example = ({ path, example: { within, values } }: ConfigKey, value: 0 | 1) =>
  within.replace('@', () => `${path.split('.').at(-1)!}: ${values[value]}`);

/** Each server starts with one example of a key and reloads with the other. */
describe('a running server', () => {
  const opened = (async () => {
    const files = new MemoryFs();
    return new TabRuntime(await engineInNode({}, files), files);
  })();

  test.for(keys.map((key) => [key.path, key] as const))('%s', async ([, key], { skip }) => {
    const runtime = await opened;
    const started = await runtime.start('hub', example(key, 0), nowhere).then(
      () => true,
      () => false,
    );
    // Skip an example that needs certificates or another server, which this test does not have.
    if (!started) return skip();
    const reloaded = await runtime.reload('hub', example(key, 1)).then(
      () => 'reload',
      (error: unknown) => {
        const { message } = error as Error;
        return /not support/.test(message) ? 'restart' : message;
      },
    );
    await runtime.stop('hub');
    expect(reloaded).toBe(key.reload);
  });
});
