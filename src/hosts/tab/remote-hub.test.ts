import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildNativeServer } from '../../../engine/build.mjs';
import { Network } from '../../lab/network.ts';
import { engineInNode } from './engine-in-node.ts';
import { MemoryFs } from './memory-fs.ts';
import { tabRuntime } from './runtime.ts';

let folder: string;
let hub: ChildProcess;
let ports: number[];
let network: Network;

/** Free ports of this machine, each held until all are found. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const found = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return found;
}

const leafsAtHub = async () => {
  const answer = await fetch(`http://127.0.0.1:${ports[2]}/leafz`);
  return ((await answer.json()) as { leafs?: { name: string; account: string }[] }).leafs ?? [];
};

const leafConfig = `
server_name: tab
port: 4222
jetstream { domain: tab, store_dir: "/data" }
leafnodes {
  remotes: [{ url: "nats-leaf://shop:secret@elsewhere:443", compression: off }]
}`;

beforeAll(async () => {
  const [binary, found] = await Promise.all([buildNativeServer(), freePorts(4)]);
  ports = found;
  folder = await mkdtemp(path.join(tmpdir(), 'leafwise-hub-'));
  const config = path.join(folder, 'hub.conf');
  await writeFile(
    config,
    `server_name: hub
listen: "127.0.0.1:${ports[0]}"
websocket { listen: "127.0.0.1:${ports[1]}", no_tls: true }
http: "127.0.0.1:${ports[2]}"
jetstream { domain: hub, store_dir: "${folder}" }
accounts { SHOP: { jetstream: enabled, users: [{ user: shop, password: secret }] } }
leafnodes { listen: "127.0.0.1:${ports[3]}", compression: off }`,
  );
  hub = spawn(binary, ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  hub.stderr!.on('data', (text: Buffer) => (said += text.toString()));
  await vi.waitFor(() => expect(said).toContain('Server is ready'), 20_000);

  const files = new MemoryFs();
  const engine = await engineInNode({}, files);
  network = new Network(
    { name: 'alone', size: { width: 1, height: 1 }, servers: [], links: [] },
    tabRuntime(engine, files),
    { onServer: () => {}, onLink: () => {}, onLog: () => {}, onWire: () => {} },
  );
  await network.setHub('elsewhere', `ws://127.0.0.1:${ports[1]}`);
  await network.startServer('tab', leafConfig);
}, 180_000);

afterAll(async () => {
  await network.stopServer('tab');
  hub.kill();
  if (hub.exitCode === null) await once(hub, 'exit');
  await rm(folder, { recursive: true });
});

const joined = () =>
  vi.waitFor(
    async () => expect(await leafsAtHub()).toMatchObject([{ name: 'tab', account: 'SHOP' }]),
    { timeout: 20_000 },
  );

test('a leaf in the module joins a native hub through a WebSocket, in the account of its credentials', async () => {
  await joined();
  expect(await network.monitor('tab', 'leafz')).toMatchObject({ leafs: [{ name: 'hub' }] });
}, 30_000);

test('it survives ten drops of that WebSocket', async () => {
  for (let drop = 1; drop <= 10; drop++) {
    await network.cutLink('tab-elsewhere', 'refused');
    await vi.waitFor(async () => expect(await leafsAtHub()).toEqual([]), { timeout: 20_000 });
    await network.healLink('tab-elsewhere');
    await joined();
  }
}, 120_000);
