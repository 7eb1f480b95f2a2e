import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { stored } from '../../../src/lab/checks/stored.ts';
import type { Check } from '../../../src/lab/checks/check.ts';
import { eventually } from '../../../src/lab/checks/eventually.ts';
import { LabSession } from '../../../src/lab/session/session.ts';
import { connectTo } from '../../../src/nats/connect.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { localHost } from './host-kinds.ts';
import type { HostOpener } from './bench.ts';

const { config } = twoDomains.servers.find(({ name }) => name === 'leaf')!;
const stream = { server: 'leaf', stream: 'S' };

let opener: HostOpener;
let session: LabSession;

beforeAll(async () => {
  opener = await localHost.open();
  session = new LabSession(twoDomains, async () => opener.openHost);
  await session.start();
  const client = await connectTo(() => session.openClient('leaf'), 'test');
  await (await client.jetstreamManager()).streams.add({ name: 'S', subjects: ['s'] });
  await client.close();
}, 60_000);

afterAll(async () => {
  session.stop();
  await opener.close();
});

const leaf = () => session.snapshot.get().servers['leaf'];
const pass = async (check: Check) =>
  expect(await eventually(check, { timeoutMs: 15_000 })).toEqual({ type: 'pass' });

test('a lab that has started has its links up', async () => {
  expect(session.snapshot.get()).toMatchObject({
    state: { type: 'running' },
    servers: { hub: { type: 'running' }, leaf: { type: 'running' } },
    links: { 'leaf-hub': { type: 'up' } },
  });
});

test('a restart with what the server cannot run leaves it running as it did, with its data', async () => {
  const colliding = config.replace('leafnodes {', 'leafnodes {\n  port: 4222');
  await expect(session.restart('leaf', colliding)).rejects.toThrow(/address already in use/);
  expect(leaf()).toMatchObject({ type: 'running' });
  expect(session.snapshot.get().configs['leaf']).toBe(config);
  await pass(stored(session.host, stream));
  await pass(linkUp(session.host, { from: 'leaf', to: 'hub' }));
});

test('a restart with another configuration runs that, on the data it has', async () => {
  const renamed = config.replace('domain: leaf', 'domain: edge');
  await expect(session.apply('leaf', renamed)).rejects.toThrow('config reload not supported');
  await session.restart('leaf', renamed);
  expect(session.snapshot.get().configs['leaf']).toBe(renamed);
  expect(await session.host.monitor('leaf', 'varz')).toMatchObject({
    jetstream: { config: { domain: 'edge' } },
  });
  await pass(stored(session.host, stream));
});

test('a server that does not run starts with what is applied to it, or stays as it is', async () => {
  await session.host.stopServer('leaf');
  await expect(session.apply('leaf', 'server_name:')).rejects.toThrow('line 2');
  expect(leaf()).toMatchObject({ type: 'failed' });
  await session.apply('leaf', config);
  expect(leaf()).toMatchObject({ type: 'running' });
});

test('a reset begins anew: original configurations, empty disks, links that are whole', async () => {
  await session.apply('leaf', `${config}\nmax_payload: 4096\n`);
  await session.host.cutLink('leaf-hub', 'silent');
  await session.host.stopServer('hub');
  await session.reset();
  expect(session.snapshot.get()).toMatchObject({
    state: { type: 'running' },
    configs: { leaf: config },
    links: { 'leaf-hub': { type: 'up' } },
  });
  expect(await session.host.monitor('leaf', 'jsz')).toMatchObject({ streams: 0 });
});
