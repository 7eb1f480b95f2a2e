import { afterAll, beforeAll, expect, test } from 'vitest';
import { nowhere } from '../../../tests/support/nowhere.ts';
import type { Listener } from '../../lab/network/server-runtime.ts';
import { engineInNode } from './engine-in-node.ts';
import { MemoryFs } from './memory-fs.ts';
import { TabRuntime } from './tab-runtime.ts';

const disk = new MemoryFs();
let runtime: TabRuntime;

beforeAll(async () => {
  runtime = new TabRuntime(await engineInNode({}, disk), disk);
  await runtime.start('leaf', 'server_name: leaf; port: 4222', nowhere);
}, 60_000);

afterAll(() => runtime.stop('leaf'));

test.each([
  'jetstream { store_dir: "/../leaf/data" }',
  'S: "../leaf/data"; jetstream { store_dir: $S }',
  'jetstream { store: "/../leaf/data" }',
  'pid_file: "../../leaf/y.pid"',
  'pid_file: "/leaf/y.pid"',
  'ports_file_dir: "/leaf"',
  'operator: x; resolver { type: full, dir: "../../leaf/z" }',
])('a server writes nothing to the disk of another: %s', async (config) => {
  const before = disk.readdir('/leaf');
  await runtime.start('tab', `server_name: tab; port: 4222\n${config}`, nowhere).catch(() => {});
  await runtime.stop('tab').catch(() => {});
  expect(disk.readdir('/leaf')).toEqual(before);
});

test('a file is one file, in whatever spelling it is put', async () => {
  await runtime.putFile('tab', 'x/../a.conf', 'max_payload: 1000');
  await runtime.putFile('tab', '../\\a.conf', 'max_payload: 2000');
  await runtime.start('tab', 'port: 4222; include "./a.conf"', nowhere);
  expect(await runtime.monitor('tab', 'varz')).toMatchObject({ max_payload: 2000 });
  await runtime.stop('tab');
});

test('a server reaches the last of more listeners than one byte counts', async () => {
  let dialled = () => {};
  const reached = new Promise<void>((resolve) => (dialled = resolve));
  const listeners: Listener[] = [];
  for (let i = 0; i < 300; i++) listeners.push(await runtime.listen(7422, () => dialled()));
  const config = 'port: 4222; leafnodes { remotes: [{ url: "nats-leaf://hub:7422" }] }';
  await runtime.start('tab', config, () => Promise.resolve(listeners.at(-1)!.address));
  await reached;
  await runtime.stop('tab');
  await Promise.all(listeners.map((listener) => listener.close()));
});
