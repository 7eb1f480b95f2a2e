import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildNativeServer } from '../../../engine/build.mjs';
import topology from '../../../topologies/two-domains/topology.ts';
import type { LogLine, ServerState } from '../../lab/host.ts';
import { Network } from '../../lab/network.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { localRuntime, type LocalRuntime } from './runtime.ts';

const [hub, leaf] = topology.servers.map(({ config }) => config) as [string, string];
const states = new Map<string, ServerState>();
const links = new Map<string, string>();
const wire: WireEvent[] = [];
const log: LogLine[] = [];
let runtime: LocalRuntime;
let network: Network;

beforeAll(async () => {
  runtime = await localRuntime({
    binary: await buildNativeServer(),
    events: {
      log: (server, level, text) => network.logged(server, level, text),
      ended: (server, reason) => network.ended(server, reason),
    },
  });
  network = new Network(topology, runtime, {
    onServer: (name, state) => states.set(name, state),
    onLink: (name, state) => links.set(name, state.type),
    onLog: (lines) => log.push(...lines),
    onWire: (events) => wire.push(...events),
  });
  await network.startServer('hub', hub);
  await network.startServer('leaf', leaf);
}, 120_000);

afterAll(() => runtime.close());

const up = () => vi.waitFor(() => expect(links.get('leaf-hub')).toBe('up'), 10_000);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a link', () => {
  test('is up once both servers are past the handshake, and its wire tells how', async () => {
    await up();
    await vi.waitFor(() =>
      expect(wire.map(({ op, subject }) => `${op} ${subject ?? ''}`)).toContain(
        'LS+ $JS.leaf.API.INFO',
      ),
    );
    expect(wire[0]).toMatchObject({ link: 'leaf-hub', op: 'INFO', from: 'hub', to: 'leaf' });
    expect(wire.filter(({ op }) => op === 'garbage')).toEqual([]);
  });

  test('is what the hub sees as its leaf node', async () => {
    expect(await network.monitor('hub', 'leafz')).toMatchObject({ leafs: [{ name: 'leaf' }] });
  });

  test('is down while its listener is, and up again after it', async () => {
    await network.stopServer('hub');
    await vi.waitFor(() => expect(links.get('leaf-hub')).toBe('down'));
    expect(states.get('hub')).toEqual({ type: 'stopped' });
    expect(states.get('leaf')).toMatchObject({ type: 'running', version: '2.15.2' });
    await network.startServer('hub', hub);
    await up();
  }, 20_000);

  test('that is cut as refused is gone for the hub, and comes back when it is healed', async () => {
    const leafs = async () =>
      ((await network.monitor('hub', 'leafz')) as { leafnodes: number }).leafnodes;
    await network.cutLink('leaf-hub', 'refused');
    await vi.waitFor(async () => expect(await leafs()).toBe(0));
    expect(links.get('leaf-hub')).toBe('cut');
    await network.healLink('leaf-hub');
    await up();

    await network.cutLink('leaf-hub', 'silent');
    expect(await leafs()).toBe(1);
    await network.healLink('leaf-hub');
    await up();
  }, 20_000);
});

describe('a server', () => {
  test('that crashes leaves its data, and one that is wiped does not', async () => {
    const client = await network.dialClient('leaf');
    await client.write(bytes('CONNECT {"verbose":false}\r\nSUB _I 1\r\n'));
    const create = '{"name":"S","subjects":["s"]}';
    await client.write(bytes(`PUB $JS.API.STREAM.CREATE.S _I ${create.length}\r\n${create}\r\n`));
    const streams = (count: number) =>
      vi.waitFor(async () =>
        expect(await network.monitor('leaf', 'jsz')).toMatchObject({ streams: count }),
      );
    await streams(1);
    await network.crashServer('leaf');
    expect(states.get('leaf')).toEqual({ type: 'stopped' });
    expect(runtime.pidOf('leaf')).toBeUndefined();
    await vi.waitFor(() => expect(links.get('leaf-hub')).toBe('down'));

    await network.startServer('leaf', leaf);
    await streams(1);
    await network.stopServer('leaf');
    await network.wipeServer('leaf');
    await network.startServer('leaf', leaf);
    await streams(0);
    await up();
  }, 20_000);

  test('that ends by itself says so', async () => {
    process.kill(runtime.pidOf('leaf')!, 'SIGKILL');
    await vi.waitFor(() =>
      expect(states.get('leaf')).toEqual({
        type: 'failed',
        reason: 'the server was ended by SIGKILL',
      }),
    );
    await expect(network.dialClient('leaf')).rejects.toThrow('server leaf is not running');
    await network.startServer('leaf', leaf);
    await up();
  }, 20_000);

  test('logs more and less while it runs', async () => {
    const levels = () =>
      new Set(log.filter(({ server }) => server === 'hub').map(({ level }) => level));
    log.length = 0;
    await network.setLogging('hub', { debug: true, trace: true });
    const client = await network.dialClient('hub');
    await client.write(bytes('CONNECT {}\r\nPING\r\n'));
    await vi.waitFor(() => expect(levels()).toContain('trace'));
    expect(levels()).toContain('debug');
    client.close();
    await network.setLogging('hub', { debug: false, trace: false });
    const quiet = log.length;
    await (await network.dialClient('hub')).write(bytes('CONNECT {}\r\nPING\r\n'));
    await vi.waitFor(async () =>
      expect(await network.monitor('hub', 'varz')).toMatchObject({ connections: 1 }),
    );
    expect(log.slice(quiet).filter(({ level }) => level === 'trace')).toEqual([]);
  });
});

describe('a configuration', () => {
  test('that does not parse fails its server in its own words and places', async () => {
    await network.stopServer('leaf');
    const wrong = leaf.replace('domain: leaf', 'domian: leaf');
    await expect(network.startServer('leaf', wrong)).rejects.toThrow(
      /^\/leaf\.conf:7:3: unknown field "domian"$/,
    );
    expect(states.get('leaf')).toMatchObject({ type: 'failed' });
    expect(states.get('hub')).toMatchObject({ type: 'running' });
    await expect(network.startServer('leaf', leaf.replace('{', ''))).rejects.toThrow(
      'Parse error on line 7:',
    );
  });

  test('with one port for two listeners collides, in the words of its own ports', async () => {
    const colliding = hub.replace('port: 7422', 'port: 4222');
    await network.stopServer('hub');
    await expect(network.startServer('hub', colliding)).rejects.toThrow(
      /127\.0\.0\.1:4222.*address already in use/,
    );
    await network.startServer('hub', hub);
  });

  test('with a remote at a name that no server has leaves the link down', async () => {
    await network.startServer('leaf', leaf.replace('//hub:', '//hob.invalid:'));
    await vi.waitFor(() => expect(log.some(({ text }) => /no such host/.test(text))).toBe(true));
    expect(links.get('leaf-hub')).toBe('down');
    await network.stopServer('leaf');
    await network.startServer('leaf', leaf);
    await up();
  }, 20_000);

  test('is refused on reload in the words of the server, which runs on as it was', async () => {
    await expect(
      network.reloadServer('leaf', leaf.replace('domain: leaf', 'domain: other')),
    ).rejects.toThrow('config reload not supported for JetStreamDomain: old=leaf, new=other');
    await expect(network.reloadServer('leaf', `${leaf}\nfoo: 1\n`)).rejects.toThrow(
      /^\/leaf\.conf:\d+:1: unknown field "foo"$/,
    );
    // What it was started with is still what it reads.
    await network.reloadServer('leaf', leaf);
    await network.reloadServer('leaf', `${leaf}\nmax_payload: 4096\n`);
    expect(await network.monitor('leaf', 'varz')).toMatchObject({ max_payload: 4096 });
    expect(states.get('leaf')).toMatchObject({ type: 'running' });
  });
});

test('files that are put on a machine are found there', async () => {
  await network.stopServer('leaf');
  const withFile = `${leaf}\nauthorization { users: [{ user: a, password: b }] }\n`;
  await runtime.putFile('leaf', '/hub.creds', 'nothing');
  await network.startServer('leaf', withFile.replace('url:', 'credentials: "/hub.creds", url:'));
  expect(states.get('leaf')).toMatchObject({ type: 'running' });
});

test('what a page names stays within the folder of its server', async () => {
  await runtime.putFile('leaf', '../../escaped', 'nothing');
  expect(existsSync(path.join(runtime.folder, '.files/leaf/escaped'))).toBe(true);
  await expect(runtime.putFile('../leaf', '/a', '')).rejects.toThrow('is no name of a server');
  const resolve = () => Promise.reject(new Error('no such host'));
  await expect(runtime.start('../leaf', '', resolve)).rejects.toThrow('is no name of a server');
});

test('monitoring takes the options of the server API', async () => {
  const page = await network.monitor('hub', 'jsz', { accounts: true, streams: true, config: true });
  expect(page).toMatchObject({ account_details: [{ name: '$G' }] });
  expect(await network.monitor('hub', 'healthz')).toEqual({ status: 'ok', status_code: 200 });
  expect(await network.monitor('hub', 'subsz', { subscriptions: true })).toHaveProperty(
    'subscriptions_list',
  );
});
