import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildNativeServer } from '../../../engine/build.mjs';
import { Network } from '../../lab/network.ts';
import type { Topology } from '../../lab/topology.ts';
import { localRuntime, type LocalRuntime } from './runtime.ts';

const members = ['n1', 'n2', 'n3'];
const member = (name: string) => `
server_name: ${name}
jetstream { domain: hub, store_dir: "/data" }
leafnodes { port: 7422, compression: off }
cluster {
  name: hub
  port: 6222
  compression: off
  routes: [${members.map((to) => `"nats-route://${to}:6222"`).join(', ')}]
}`;
const leaf = `
server_name: leaf
leafnodes { remotes: [{ urls: [${members.map((to) => `"nats-leaf://${to}:7422"`).join(', ')}], compression: off }] }`;

const at = { x: 0, y: 0 };
const topology: Topology = {
  name: 'cluster',
  size: { width: 1, height: 1 },
  servers: [
    ...members.map((name) => ({ name, role: 'hub' as const, config: member(name), at })),
    { name: 'leaf', role: 'leaf', config: leaf, at },
  ],
  links: [],
};
for (const from of members) {
  topology.links.push({ name: `leaf-${from}`, kind: 'leaf', from: 'leaf', to: from });
  for (const to of members) {
    if (from !== to) topology.links.push({ name: `${from}-${to}`, kind: 'route', from, to });
  }
}

let runtime: LocalRuntime;
let network: Network;
const log: string[] = [];

beforeAll(async () => {
  runtime = await localRuntime({
    binary: await buildNativeServer(),
    events: {
      log: (server, _level, text) => log.push(`${server}: ${text}`),
      ended: (server, reason) => network.ended(server, reason),
    },
  });
  const ignore = () => {};
  network = new Network(topology, runtime, {
    onServer: ignore,
    onLink: ignore,
    onLog: ignore,
    onWire: ignore,
  });
  for (const { name, config } of topology.servers) await network.startServer(name, config);
}, 120_000);

afterAll(() => runtime.close());

const connected = async (server: string) => {
  const page = (await network.monitor(server, 'routez')) as { routes?: { remote_name: string }[] };
  return [...new Set((page.routes ?? []).map((route) => route.remote_name))].sort();
};
const leafs = async () => {
  const pages = await Promise.all(members.map((name) => network.monitor(name, 'leafz')));
  return pages.map((page) => (page as { leafnodes: number }).leafnodes);
};

test('three servers are a cluster, each connected to the others', async () => {
  for (const name of members) {
    await vi.waitFor(
      async () => expect(await connected(name)).toEqual(members.filter((other) => other !== name)),
      15_000,
    );
  }
  await vi.waitFor(
    async () => expect(await network.monitor('n1', 'healthz')).toMatchObject({ status: 'ok' }),
    15_000,
  );
}, 40_000);

test('every way round a link is closed: a member whose links are cut is alone', async () => {
  const cut = topology.links.filter(({ from, to }) => from === 'n3' || to === 'n3');
  for (const { name } of cut) await network.cutLink(name, 'refused');
  await vi.waitFor(async () => expect(await connected('n3')).toEqual([]), 5000);
  // What they tell each other when they meet again must lead nowhere else.
  await network.stopServer('n2');
  await network.startServer('n2', member('n2'));
  await vi.waitFor(async () => expect(await connected('n1')).toEqual(['n2']), 10_000);
  expect(await connected('n3')).toEqual([]);
  for (const { name } of cut) await network.healLink(name);
  await vi.waitFor(async () => expect(await connected('n3')).toEqual(['n1', 'n2']), 10_000);
}, 40_000);

test('a leaf finds another member only by the links it has', async () => {
  await vi.waitFor(async () => expect((await leafs()).reduce((a, b) => a + b)).toBe(1), 10_000);
  for (const name of members) await network.cutLink(`leaf-${name}`, 'refused');
  await vi.waitFor(async () => expect(await leafs()).toEqual([0, 0, 0]), 5000);
  const tried = log.filter((text) =>
    /leaf: .*Error trying to connect as leafnode/.test(text),
  ).length;
  await vi.waitFor(
    () =>
      expect(
        log.filter((text) => /leaf: .*Error trying to connect as leafnode/.test(text)).length,
      ).toBeGreaterThan(tried + 2),
    10_000,
  );
  expect(await leafs()).toEqual([0, 0, 0]);
  await network.healLink('leaf-n2');
  await vi.waitFor(async () => expect(await leafs()).toEqual([0, 1, 0]), 10_000);
}, 40_000);
