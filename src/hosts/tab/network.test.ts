import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { LogLine, ServerState } from '../../lab/host.ts';
import { Network } from '../../lab/network.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import topology from '../../../topologies/two-domains/topology.ts';
import { engineInNode } from './engine-in-node.ts';
import { MemoryFs } from './memory-fs.ts';
import { tabRuntime } from './runtime.ts';

const [hub, leaf] = topology.servers.map(({ config }) => config) as [string, string];
const states = new Map<string, ServerState>();
const links = new Map<string, string>();
const wire: WireEvent[] = [];
const log: LogLine[] = [];
let network: Network;

beforeAll(async () => {
  const files = new MemoryFs();
  const engine = await engineInNode(
    {
      log: (server, level, text) => network.logged(server, level, text),
      ended: (server, reason) => network.ended(server, reason),
    },
    files,
  );
  network = new Network(topology, tabRuntime(engine, files), {
    onServer: (name, state) => states.set(name, state),
    onLink: (name, state) => links.set(name, state.type),
    onLog: (lines) => log.push(...lines),
    onWire: (events) => wire.push(...events),
  });
  await network.startServer('hub', hub);
  await network.startServer('leaf', leaf);
}, 30_000);

const up = () => vi.waitFor(() => expect(links.get('leaf-hub')).toBe('up'), 10_000);

describe('a link', () => {
  test('is up once both servers are past the handshake, and its wire tells how', async () => {
    await up();
    await vi.waitFor(() =>
      expect(wire.map(({ op, subject }) => `${op} ${subject ?? ''}`)).toContain(
        'LS+ $JS.leaf.API.INFO',
      ),
    );
    expect(wire[0]).toMatchObject({
      seq: 0,
      link: 'leaf-hub',
      op: 'INFO',
      from: 'hub',
      to: 'leaf',
    });
    expect(wire.find(({ op }) => op === 'CONNECT')).toMatchObject({ from: 'leaf', to: 'hub' });
    expect(wire.filter(({ op }) => op === 'garbage')).toEqual([]);
  });

  test('is what the hub sees as its leaf node', async () => {
    expect(await network.monitor('hub', 'leafz')).toMatchObject({ leafs: [{ name: 'leaf' }] });
  });

  test('is down while its listener is, and up again after it', async () => {
    await network.stopServer('hub');
    await vi.waitFor(() => expect(links.get('leaf-hub')).toBe('down'));
    expect(states.get('hub')).toEqual({ type: 'stopped' });
    expect(states.get('leaf')).toMatchObject({ type: 'running' });
    await network.startServer('hub', hub);
    await up();
  }, 20_000);
});

describe('what can be done to a link and a server', () => {
  const leafs = async () =>
    ((await network.monitor('hub', 'leafz')) as { leafnodes: number }).leafnodes;

  test('a link that is cut as refused is gone for the hub, and comes back when it is healed', async () => {
    await up();
    await network.cutLink('leaf-hub', 'refused');
    await vi.waitFor(async () => expect(await leafs()).toBe(0));
    expect(links.get('leaf-hub')).toBe('cut');
    await network.healLink('leaf-hub');
    await up();
    expect(await leafs()).toBe(1);
  }, 20_000);

  test('a link that is cut silently stays for both, and goes on when it is healed', async () => {
    await network.cutLink('leaf-hub', 'silent');
    expect(await leafs()).toBe(1);
    await network.healLink('leaf-hub');
    await up();
    const { out, in: into } = await network.linkTotals('leaf-hub');
    expect(out.frames).toBeGreaterThan(10);
    expect(into.bytes).toBeGreaterThan(100);
  });

  test('a server that crashes leaves its data, and one that is wiped does not', async () => {
    const client = await network.dialClient('leaf');
    const send = (text: string) => client.write(new TextEncoder().encode(text));
    await send('CONNECT {"verbose":false}\r\nSUB _I 1\r\n');
    const create = '{"name":"S","subjects":["s"]}';
    await send(`PUB $JS.API.STREAM.CREATE.S _I ${create.length}\r\n${create}\r\n`);
    await vi.waitFor(async () =>
      expect(await network.monitor('leaf', 'jsz')).toMatchObject({ streams: 1 }),
    );
    await network.crashServer('leaf');
    expect(states.get('leaf')).toEqual({ type: 'stopped' });
    expect(await client.read()).toBeNull();
    await vi.waitFor(() => expect(links.get('leaf-hub')).toBe('down'));

    await network.startServer('leaf', leaf);
    expect(await network.monitor('leaf', 'jsz')).toMatchObject({ streams: 1 });
    await network.stopServer('leaf');
    await network.wipeServer('leaf');
    await network.startServer('leaf', leaf);
    expect(await network.monitor('leaf', 'jsz')).toMatchObject({ streams: 0 });
    await up();
  }, 20_000);

  test('logging can be turned up and down while a server runs', async () => {
    const levels = () =>
      new Set(log.filter(({ server }) => server === 'hub').map(({ level }) => level));
    log.length = 0;
    await network.setLogging('hub', { debug: true, trace: true });
    const client = await network.dialClient('hub');
    await client.write(new TextEncoder().encode('CONNECT {}\r\nPING\r\n'));
    await vi.waitFor(() => expect(levels()).toContain('trace'));
    expect(levels()).toContain('debug');
    client.close();
    await network.setLogging('hub', { debug: false, trace: false });
  });

  test('a link that is none is named, with those there are', async () => {
    await expect(network.cutLink('hub-moon', 'silent')).rejects.toThrow(
      'There is no link hub-moon. There are: leaf-hub.',
    );
  });
});

describe('a configuration that does not work', () => {
  test('fails its server in its own words, and the other runs on', async () => {
    await network.stopServer('leaf');
    await expect(network.startServer('leaf', leaf.replace('{', ''))).rejects.toThrow();
    expect(states.get('leaf')).toMatchObject({ type: 'failed' });
    expect(states.get('hub')).toMatchObject({ type: 'running' });
    await network.startServer('leaf', leaf);
    await up();
  }, 20_000);

  test('a remote at a name that no server has leaves the link down', async () => {
    await network.stopServer('leaf');
    await network.startServer('leaf', leaf.replace('//hub:', '//hob:'));
    expect(states.get('leaf')).toMatchObject({ type: 'running' });
    await vi.waitFor(() => expect(links.get('leaf-hub')).toBe('down'));
  }, 20_000);
});
