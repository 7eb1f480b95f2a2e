import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildNativeServer } from '../../../engine/build.mjs';
import { Network } from '../../lab/network.ts';
import type { Topology } from '../../lab/topology.ts';
import { localRuntime, type LocalRuntime } from './runtime.ts';
import { dialWebSocket } from './websocket.ts';

const leaf = `
server_name: leaf
leafnodes { remotes: [{ url: "nats-leaf://elsewhere:7422", compression: off }] }`;
const hub = `
server_name: hub
leafnodes { port: 7422, compression: off }
websocket { port: 8080, no_tls: true }`;
const at = { x: 0, y: 0 };
const topology: Topology = {
  name: 'elsewhere',
  size: { width: 1, height: 1 },
  servers: [{ name: 'leaf', role: 'leaf', config: leaf, at }],
  links: [{ name: 'leaf-elsewhere', kind: 'leaf', from: 'leaf', to: 'elsewhere' }],
};

let runtime: LocalRuntime;
let network: Network;
let url: string;

beforeAll(async () => {
  runtime = await localRuntime({
    binary: await buildNativeServer(),
    events: { log: () => {}, ended: () => {} },
  });
  await runtime.start('hub', hub, () => Promise.reject(new Error('no such host')));
  url = `ws://127.0.0.1:${runtime.portOf('hub', 8080)}`;
  const ignore = () => {};
  network = new Network(topology, runtime, {
    onServer: ignore,
    onLink: ignore,
    onLog: ignore,
    onWire: ignore,
  });
}, 120_000);

afterAll(() => runtime.close());

test('a leaf joins a hub elsewhere by its WebSocket', async () => {
  await network.setHub('elsewhere', url);
  await network.startServer('leaf', leaf);
  await vi.waitFor(
    async () =>
      expect(await runtime.monitor('hub', 'leafz')).toMatchObject({ leafs: [{ name: 'leaf' }] }),
    10_000,
  );
}, 20_000);

test('messages of every length of frame cross whole', async () => {
  const subscriber = await runtime.dial('leaf');
  await subscriber.write(Buffer.from('CONNECT {"verbose":false}\r\nSUB s 1\r\n'));
  await vi.waitFor(
    async () =>
      expect(
        JSON.stringify(await runtime.monitor('hub', 'leafz', { subscriptions: true })),
      ).toContain('"s"'),
    10_000,
  );
  const publisher = await dialWebSocket(url);
  await publisher.write(Buffer.from('CONNECT {"verbose":false}\r\n'));
  const bodies = [10, 1000, 100_000].map((size) => 'ab'.repeat(size / 2));
  for (const body of bodies) {
    await publisher.write(Buffer.from(`PUB s ${body.length}\r\n${body}\r\n`));
  }
  let seen = '';
  const all = bodies.map((body) => `MSG s 1 ${body.length}\r\n${body}\r\n`).join('');
  while (!seen.includes(all)) {
    const chunk = await subscriber.read();
    if (!chunk) break;
    seen += Buffer.from(chunk).toString();
  }
  expect(seen.includes(all)).toBe(true);
  publisher.close();
  subscriber.close();
}, 20_000);

test('a hub that is not there is named', async () => {
  await expect(dialWebSocket('ws://127.0.0.1:1/leafnode')).rejects.toThrow(
    'ws://127.0.0.1:1/leafnode did not take the connection',
  );
});
