import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ByteStream } from './bytes.ts';
import { Network } from './network.ts';
import type { Resolve, Runtime } from './server-runtime.ts';
import { defineTopology } from '../topology/define-topology.ts';

const server = (name: string, x = 0) => ({
  name,
  role: 'hub' as const,
  config: '',
  at: { x, y: 0 },
});
const topology = defineTopology({
  name: 'two',
  size: { width: 1, height: 1 },
  servers: [server('hub'), server('leaf', 1)],
  links: [{ name: 'leaf-hub', kind: 'leaf', from: 'leaf', to: 'hub' }],
});

/** One end of an idle connection: it sends no bytes, and ends when it is closed. */
class OpenEnd implements ByteStream {
  closed = false;
  #end: (nothing: null) => void = () => {};
  readonly #ended = new Promise<null>((resolve) => {
    this.#end = resolve;
  });

  read(): Promise<null> {
    return this.#ended;
  }

  async write(): Promise<void> {}

  close(): void {
    this.closed = true;
    this.#end(null);
  }
}

describe('a server that takes its time to crash, and listens meanwhile', () => {
  let network: Network;
  /** The connections dialled at either server. */
  let dialled: OpenEnd[];
  let dialsHub: (stream: ByteStream) => void;
  let crashed: () => void;

  beforeEach(async () => {
    dialled = [];
    const runtime: Partial<Runtime> = {
      version: 'none',
      start: async (name: string, _config: string, resolve: Resolve) => {
        if (name === 'leaf') await resolve('hub', 7422);
      },
      listen: async (_port, onStream) => {
        dialsHub = onStream;
        return { address: 'a:1', close: async () => {}, reopen: async () => {} };
      },
      dial: async () => {
        const end = new OpenEnd();
        dialled.push(end);
        return end;
      },
      crash: () =>
        new Promise<void>((resolve) => {
          crashed = resolve;
        }),
    };
    const told = { onServer: () => {}, onLink: () => {}, onLog: () => {}, onWire: () => {} };
    network = new Network(topology, runtime as Runtime, told);
    await network.startServer('leaf', '');
    await network.startServer('hub', '');
  });

  test('takes no client until it has', async () => {
    const before = await network.dialClient('hub');
    const crash = network.crashServer('hub');
    expect(await before.read()).toBeNull();
    const during = await network.dialClient('hub');
    await expect(during.write(new Uint8Array(1))).rejects.toThrow();
    expect(await during.read()).toBeNull();

    crashed();
    await crash;
    const after = await network.dialClient('hub');
    await after.write(new Uint8Array(1));
    expect(dialled.map(({ closed }) => closed)).toEqual([true, true, false]);
  });

  test.each(['hub', 'leaf'])('takes no connection of a link until it has (%s)', async (name) => {
    const crash = network.crashServer(name);
    const leaf = new OpenEnd();
    dialsHub(leaf);
    expect(leaf.closed).toBe(true);
    expect(dialled).toEqual([]);

    crashed();
    await crash;
    dialsHub(new OpenEnd());
    expect(dialled).toHaveLength(1);
  });
});

test('a listener that cannot be opened is tried anew by the next start', async () => {
  const opens = vi.fn<Runtime['listen']>();
  opens.mockRejectedValueOnce(new Error('address already in use'));
  opens.mockResolvedValue({ address: 'a:1', close: async () => {}, reopen: async () => {} });
  const resolved: string[] = [];
  const runtime: Partial<Runtime> = {
    version: 'none',
    start: async (_name: string, _config: string, resolve: Resolve) => {
      resolved.push(await resolve('hub', 7422));
    },
    stop: async () => {},
    listen: opens,
  };
  const told = { onServer: () => {}, onLink: () => {}, onLog: () => {}, onWire: () => {} };
  const network = new Network(topology, runtime as Runtime, told);
  await expect(network.startServer('leaf', '')).rejects.toThrow('already in use');
  // Other calls on the link still work.
  await network.cutLink('leaf-hub', 'refused');
  await network.healLink('leaf-hub');
  await network.startServer('leaf', '');
  expect(resolved).toEqual(['a:1']);
  await network.close();
});

test('a link whose listener cannot be opened again is still cut, and says so', async () => {
  const reopen = vi.fn(async () => {});
  const told = { onServer: () => {}, onLink: vi.fn(), onLog: () => {}, onWire: () => {} };
  const runtime: Partial<Runtime> = {
    version: 'none',
    start: async (_name: string, _config: string, resolve: Resolve) => {
      await resolve('hub', 7422);
    },
    listen: async () => ({ address: 'a:1', close: async () => {}, reopen }),
  };
  const network = new Network(topology, runtime as Runtime, told);
  await network.startServer('leaf', '');
  await network.cutLink('leaf-hub', 'refused');
  reopen.mockRejectedValueOnce(new Error('address already in use'));
  await expect(network.healLink('leaf-hub')).rejects.toThrow('already in use');
  expect(told.onLink).toHaveBeenLastCalledWith('leaf-hub', { type: 'cut', how: 'refused' });
  await network.healLink('leaf-hub');
  expect(told.onLink).toHaveBeenLastCalledWith('leaf-hub', { type: 'down' });
});

test('a file is put on the machine of a server in turn with its start', async () => {
  const done: string[] = [];
  let up = () => {};
  const runtime: Partial<Runtime> = {
    version: 'none',
    start: () =>
      new Promise((resolve) => {
        up = () => {
          done.push('start');
          resolve();
        };
      }),
    putFile: async () => void done.push('file'),
  };
  const network = new Network(topology, runtime as Runtime, {
    onWire: () => {},
    onServer: () => {},
    onLink: () => {},
    onLog: () => {},
  });
  const started = network.startServer('hub', '');
  const put = network.putFile('hub', 'a.conf', '');
  up();
  await Promise.all([started, put]);
  expect(done).toEqual(['start', 'file']);
});
