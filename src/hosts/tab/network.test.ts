import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ServerState } from '../../lab/host.ts';
import { Network } from '../../lab/network.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import topology from '../../../topologies/two-domains/topology.ts';
import { engineInNode } from './engine-in-node.ts';
import { tabRuntime } from './runtime.ts';

const [hub, leaf] = topology.servers.map(({ config }) => config) as [string, string];
const states = new Map<string, ServerState>();
const links = new Map<string, string>();
const wire: WireEvent[] = [];
let network: Network;

beforeAll(async () => {
  const engine = await engineInNode({
    log: (server, level, text) => network.logged(server, level, text),
    ended: (server, reason) => network.ended(server, reason),
  });
  network = new Network(topology, tabRuntime(engine), {
    onServer: (name, state) => states.set(name, state),
    onLink: (name, state) => links.set(name, state.type),
    onLog: () => {},
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
