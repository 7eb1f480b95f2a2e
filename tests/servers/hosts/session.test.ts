import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { stored } from '../../../src/lab/checks/stored.ts';
import type { LabSession } from '../../../src/lab/session/session.ts';
import type { Check } from '../../../src/lab/checks/check.ts';
import type { ExerciseTools } from '../../../src/lab/exercise/exercise.ts';
import { pass as passes, patience } from '../../support/pass.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { localHost } from '../../support/host-kinds.ts';
import { Bench } from '../../support/bench.ts';

const { config } = twoDomains.servers.find(({ name }) => name === 'leaf')!;
const stream = { server: 'leaf', stream: 'S' };

const bench = new Bench(localHost);
let session: LabSession;
let tools: ExerciseTools;

beforeAll(async () => {
  const kit = await bench.startKit({ topology: twoDomains });
  ({ session, tools } = kit);
  await kit.tools.run('leaf', 'stream add S --subjects s --defaults');
}, 60_000);
afterAll(() => bench.close());

const pass = (check: Check) => passes(() => check(tools));
const leaf = () => session.snapshot.get().servers['leaf'];

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
  await pass(stored(stream));
  await pass(linkUp({ from: 'leaf', to: 'hub' }));
});

test('a restart with another configuration runs that, on the data it has', async () => {
  const renamed = config.replace('domain: leaf', 'domain: edge');
  await expect(session.apply('leaf', renamed)).rejects.toThrow('config reload not supported');
  await session.restart('leaf', renamed);
  expect(session.snapshot.get().configs['leaf']).toBe(renamed);
  expect(await session.host.monitor('leaf', 'varz')).toMatchObject({
    jetstream: { config: { domain: 'edge' } },
  });
  await pass(stored(stream));
});

test('a check of a link says why the link is not there, in the words of the server that dials it', async () => {
  const check = linkUp({ from: 'leaf', to: 'hub' });
  const seen = async () => {
    const result = await check(tools);
    return result.type === 'fail' ? result.seen : '';
  };
  const said = (words: RegExp) => expect.poll(seen, { timeout: patience }).toMatch(words);
  await session.restart('leaf', config.replace('hub:7422', 'hub:4222'));
  await said(/leaf says: attempted to connect to wrong port/);
  await session.apply('leaf', config.replace('hub:7422', 'hubb:7422'));
  await said(/leaf says: Error trying .*no such host/);
  await session.apply('leaf', config.replace(/^leafnodes [^]*/m, ''));
  await said(/the configuration of leaf has no remote/);
  await session.apply('leaf', config);
  await pass(check);
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

test('a server may have the name of what objects have by themselves', async () => {
  const name = 'constructor';
  const alone = { name, role: 'hub' as const, config: `server_name: ${name}`, at: { x: 0, y: 0 } };
  const size = { width: 1, height: 1 };
  const kit = await bench.startKit({ topology: { name, size, servers: [alone], links: [] } });
  expect(kit.session.snapshot.get().servers[name]).toMatchObject({ type: 'running' });
  expect(kit.session.snapshot.get().configs[name]).toBe(alone.config);
});
