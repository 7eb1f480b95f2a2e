import { describe, expect, test } from 'vitest';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { stored } from '../../../src/lab/checks/stored.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import type { Bench } from '../../support/bench.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };
const { config } = twoDomains.servers.find(({ name }) => name === 'leaf')!;

/** Claims about actions on a server, and about configurations that it refuses. */
export function serverFacts(bench: Bench): void {
  describe('a server', () => {
    test('keeps its data over a stop and over a crash, and loses it when it is wiped', async () => {
      const lab = await bench.start(twoDomains);
      const { network, pass, until } = lab;
      const before = await lab.client('leaf');
      const { streams } = await before.jetstreamManager();
      await streams.add({ name: 'S', subjects: ['s'] });
      await before.jetstream().publish('s');
      const place = { server: 'leaf', stream: 'S' };
      const whole = stored(place, { state: { messages: 1 } });

      for (const end of ['stopServer', 'crashServer', 'crashServer'] as const) {
        const client = await lab.client('leaf');
        const disconnected = client.status()[Symbol.asyncIterator]().next();
        await network[end]('leaf');
        expect(lab.servers.get('leaf')).toEqual({ type: 'stopped' });
        expect((await disconnected).value).toMatchObject({ type: 'disconnect' });
        // Refused, and the next one is not: it leaves nothing of the server behind.
        await expect(network.crashServer('leaf')).rejects.toThrow('server leaf is not running');
        await until(() => lab.links.get(link.name)?.type === 'down');
        await expect(network.wipeServer('hub')).rejects.toThrow('is running');
        await lab.startServer('leaf');
        await pass(whole);
      }

      await network.stopServer('leaf');
      await network.wipeServer('leaf');
      await lab.startServer('leaf');
      expect(await network.monitor('leaf', 'jsz')).toMatchObject({ streams: 0 });
      await pass(linkUp(link));
    });

    test('takes back a disk that was copied while it ran, and knows nothing of what came after', async () => {
      const lab = await bench.start(twoDomains);
      const { network, pass } = lab;
      await expect(network.restoreDisk('leaf')).rejects.toThrow('is running');
      const before = await lab.client('leaf');
      const { streams } = await before.jetstreamManager();
      await streams.add({ name: 'S', subjects: ['s'] });
      await before.jetstream().publish('s');
      await network.saveDisk('leaf');
      const whole = stored({ server: 'leaf', stream: 'S' }, { state: { messages: 1 } });

      // The copy stays as it was, however often it is put back, and over a wipe.
      for (const lose of [() => Promise.resolve(), () => network.wipeServer('leaf')]) {
        const client = await lab.client('leaf');
        await client.jetstream().publish('s');
        await network.crashServer('leaf');
        await lose();
        await network.restoreDisk('leaf');
        await lab.startServer('leaf');
        await pass(whole);
      }

      await network.stopServer('hub');
      await expect(network.restoreDisk('hub')).rejects.toThrow(
        'There is no copy of the disk of hub',
      );
    });

    test('logs more and less while it runs', async () => {
      const lab = await bench.start(twoDomains);
      const { network } = lab;
      const traced = () =>
        lab.log.filter(({ server, level }) => server === 'leaf' && level === 'trace').length;
      // Those that are there are traced from then on: a client, and the leaf connection.
      const client = await lab.client('leaf');
      const far = await lab.client('hub');
      await network.setLogging('leaf', { debug: true, trace: true });
      await client.flush();
      await lab.logged('leaf', /<<- \[PING\]/);
      far.subscribe('traced');
      await lab.logged('leaf', /lid:.*<<- \[LS\+ traced\]/);
      await lab.client('leaf');
      await lab.logged('leaf', /Client connection created/);
      await network.setLogging('leaf', { debug: false, trace: false });
      // By the time it answers, the lines logged at the old level have arrived.
      await client.flush();
      await lab.logged('leaf', /Reloaded server configuration/);
      const before = traced();
      for (let i = 0; i < 5; i++) await client.flush();
      expect(traced() - before).toBeLessThan(5);
    });

    test('takes a new configuration as it runs, and refuses in its own words what it cannot take', async () => {
      const lab = await bench.start(twoDomains);
      const { network } = lab;
      const client = await lab.client('leaf');
      await expect(
        network.reloadServer('leaf', config.replace('domain: leaf', 'domain: other')),
      ).rejects.toThrow('config reload not supported for JetStreamDomain: old=leaf, new=other');
      await expect(
        network.reloadServer('leaf', config.replace('domain: leaf', 'domian: leaf')),
      ).rejects.toThrow(/^\/leaf\.conf:7:3: unknown field "domian"$/);
      await expect(network.reloadServer('leaf', config.replace('{', ''))).rejects.toThrow(
        'Parse error on line 7:',
      );
      // It has run on as it was, and what it was started with is still what it reads.
      await client.flush();
      expect(lab.servers.get('leaf')).toMatchObject({ type: 'running' });
      await network.reloadServer('leaf', `${config}\nmax_payload: 4096\n`);
      expect(await network.monitor('leaf', 'varz')).toMatchObject({ max_payload: 4096 });
      await network.reloadServer('leaf', config);
      expect(await network.monitor('leaf', 'varz')).toMatchObject({ max_payload: 1048576 });
    });

    test('that cannot start says so with the line, and the other runs on', async () => {
      const lab = await bench.start(twoDomains);
      const { network } = lab;
      await network.stopServer('leaf');
      for (const [wrong, words] of [
        [
          config.replace('domain: leaf', 'domian: leaf'),
          /^\/leaf\.conf:7:3: unknown field "domian"$/,
        ],
        [config.replace('{', ''), /Parse error on line 7:/],
        [`host: 123\n${config}`, /^\/leaf\.conf:1:0: interface conversion: .* int64, not string$/],
        [`port: $NONE\n`, /variable reference for 'NONE' on line 1 can not be found/],
        [
          config.replace('leafnodes {', 'leafnodes {\n  port: 4222'),
          /:4222.*address already in use/i,
        ],
      ] as const) {
        await expect(network.startServer('leaf', wrong)).rejects.toThrow(words);
        expect(lab.servers.get('leaf')).toMatchObject({
          type: 'failed',
          reason: expect.stringMatching(words) as string,
        });
      }
      expect(lab.servers.get('hub')).toMatchObject({ type: 'running' });
      await expect(lab.client('leaf')).rejects.toThrow();
      await lab.startServer('leaf');
      await lab.pass(linkUp(link));
    });

    test('takes variables of its configuration for ports, addresses and folders', async () => {
      const hub = `
        server_name: hub
        CLIENTS = 4222
        STORE { domain: hub, store_dir: "/data" }
        port: $CLIENTS
        jetstream: $STORE
        leafnodes { LEAVES: 7422, SAME: $LEAVES, port: $SAME, compression: off }`;
      const leaf = `
        server_name: leaf
        HUB = "nats-leaf://hub:7422"
        HERE = "127.0.0.1"
        DATA = "/data"
        host: $HERE
        jetstream { domain: leaf, store_dir: $DATA }
        leafnodes { remotes: [{ urls: [$HUB], compression: off }] }`;
      const lab = await bench.start(twoDomains, { hub, leaf });
      await (await lab.client('hub')).flush();
      await lab.network.reloadServer('hub', hub);
      await lab.pass(linkUp(link));
    });

    test('takes localhost for its own machine', async () => {
      const { config: original } = twoDomains.servers.find(({ name }) => name === 'hub')!;
      const hub = original.replace('port: 4222', 'listen: localhost:4222');
      const lab = await bench.start(twoDomains, { hub });
      await (await lab.client('hub')).flush();
      await lab.network.stopServer('leaf');
      await lab.network.startServer('leaf', config.replace('//hub:', '//localhost:'));
      await lab.logged('leaf', /as leafnode to remote server.*refused/i);
    });

    test('takes acts in any order and at any time: each is done in its turn or refused, and the next one works', async () => {
      const lab = await bench.start(twoDomains);
      const { network } = lab;
      const acts = {
        start: () => lab.startServer('leaf'),
        fail: () => network.startServer('leaf', `port: $NONE\n${config}`),
        stop: () => network.stopServer('leaf'),
        crash: () => network.crashServer('leaf'),
        wipe: () => network.wipeServer('leaf'),
        save: () => network.saveDisk('leaf'),
        restore: () => network.restoreDisk('leaf'),
        reload: () => network.reloadServer('leaf', config),
        log: () => network.setLogging('leaf', { debug: false, trace: false }),
      };
      type Act = keyof typeof acts;
      const refusals: Record<'up' | 'down', Partial<Record<Act, string>>> = {
        up: {
          start: 'server leaf is already running',
          fail: 'server leaf is already running',
          wipe: 'server leaf is running: stop it first',
          restore: 'server leaf is running: stop it first',
        },
        down: {
          fail: "variable reference for 'NONE'",
          stop: 'server leaf is not running',
          crash: 'server leaf is not running',
          reload: 'server leaf is not running',
          log: 'server leaf is not running',
        },
      };
      let at: 'up' | 'down' = 'up';
      // The acts of a line are asked for at once: each meets the server as it starts, stops or crashes.
      for (const line of [
        'save start crash crash start crash',
        'start stop start start stop stop',
        'start crash wipe start wipe reload',
        'fail log stop fail crash reload start fail',
        'stop restore start restore log save stop',
        'wipe crash start',
      ]) {
        const asked = line.split(' ') as Act[];
        const done = await Promise.allSettled(asked.map((act) => acts[act]()));
        const seen = done.map((act) =>
          act.status === 'rejected' ? (act.reason as Error).message : undefined,
        );
        const expected = asked.map((act) => {
          const refusal = refusals[at][act];
          if (act === 'start') at = 'up';
          if (act === 'stop' || act === 'crash') at = 'down';
          return refusal && (expect.stringContaining(refusal) as string);
        });
        expect(seen, line).toEqual(expected);
        const { type } = lab.servers.get('leaf')!;
        expect(type === 'running' ? 'up' : 'down', line).toBe(at);
      }
      await lab.pass(linkUp(link));
    });

    test('whose remote has a name that nobody has says so, and its link stays down', async () => {
      const lab = await bench.startUnlinked(twoDomains, {
        leaf: config.replace('//hub:', '//hob.invalid:'),
      });
      await lab.logged('leaf', /hob\.invalid.*no such host/);
      expect(lab.links.get(link.name)).toBeUndefined();
      expect(lab.servers.get('leaf')).toMatchObject({ type: 'running' });
    });

    test('tells of itself on each page of its monitoring, with the options of that page', async () => {
      const { network } = await bench.start(twoDomains);
      const streams = await network.monitor('hub', 'jsz', { accounts: true, streams: true });
      expect(streams).toMatchObject({ account_details: [{ name: '$G' }] });
      expect(await network.monitor('hub', 'healthz')).toMatchObject({ status: 'ok' });
      expect(await network.monitor('hub', 'subsz', { subscriptions: true })).toHaveProperty(
        'subscriptions_list',
      );
      await network.stopServer('hub');
      await expect(network.monitor('hub', 'varz')).rejects.toThrow('server hub is not running');
    });
  });
}
