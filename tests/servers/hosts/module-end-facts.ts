import { afterAll, describe, expect, test } from 'vitest';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { stored } from '../../../src/lab/checks/stored.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Bench, type HostKind } from '../../support/bench.ts';

const configOf = (server: string) => twoDomains.servers.find(({ name }) => name === server)!.config;
const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };

/**
 * The store of a stream divides this interval by two, and panics: when a stream is made, or when the server
 * starts and has one.
 */
const panics = (server: string) =>
  configOf(server).replace('jetstream {', 'jetstream {\n  sync_interval: "1ns"');

/** Claims about the end of the module in which the servers of a tab run. */
export function moduleEndFacts(kind: HostKind): void {
  describe(`all servers of the ${kind.name} run in one module, and`, () => {
    const bench = new Bench(kind);
    afterAll(() => bench.close());

    test('a panic of one server ends that one, and the others are there again', async () => {
      const lab = await bench.start(twoDomains, { hub: panics('hub') });
      const { network } = lab;
      const client = await lab.client('leaf');
      const statuses: string[] = [];
      void (async () => {
        for await (const { type } of client.status()) statuses.push(type);
      })();
      const manager = await client.jetstreamManager();
      await manager.streams.add({ name: 'S', subjects: ['s'] });
      await manager.consumers.add('S', { durable_name: 'C' });
      await client.jetstream().publish('s');

      const hub = await (await lab.client('hub')).jetstreamManager();
      void hub.streams.add({ name: 'PANICS', subjects: ['panics'] }).catch(() => {});
      await lab.until(() => lab.servers.get('hub')?.type === 'failed');
      // Not of the leaf, though it was started last.
      expect(lab.servers.get('hub')).toEqual({
        type: 'failed',
        reason: 'panic: invalid argument to Int64N',
      });
      await lab.until(() => lab.servers.get('leaf')?.type === 'running');
      await lab.logged('leaf', /hub has ended the servers of this tab: panic: invalid argument/);

      // What it stored is there, and it is the leaf of the hub again.
      await lab.pass(stored({ server: 'leaf', stream: 'S' }, { state: { messages: 1 } }));
      await lab.until(() => statuses.includes('reconnect'));
      const again = await lab.client('leaf');
      await again.jetstream().publish('s');
      const { consumers } = await again.jetstreamManager();
      expect((await consumers.info('S', 'C')).num_pending).toBe(2);
      await network.startServer('hub', configOf('hub'));
      await lab.pass(linkUp(link));
    });

    test('an act on another is done or over with, whatever it was', async () => {
      const lab = await bench.start(twoDomains);
      const { network } = lab;
      const manager = await (await lab.client('leaf')).jetstreamManager();
      await manager.streams.add({ name: 'S', subjects: ['s'] });
      const reason = 'panic: invalid argument to Int64N';
      const acts = {
        start: { acts: () => lab.startServer('hub'), leaves: 'running' },
        stop: {
          before: () => lab.startServer('hub'),
          acts: () => network.stopServer('hub'),
          leaves: 'stopped',
        },
      };
      await network.stopServer('hub');
      for (const { acts: other, leaves, ...rest } of Object.values(acts)) {
        if ('before' in rest) await rest.before();
        await network.stopServer('leaf');
        const [leaf, hub] = await Promise.allSettled([
          network.startServer('leaf', panics('leaf')),
          other(),
        ]);
        expect(leaf).toMatchObject({ status: 'rejected', reason: { message: reason } });
        expect(hub).toEqual({ status: 'fulfilled', value: undefined });
        expect(lab.servers.get('leaf')).toEqual({ type: 'failed', reason });
        expect(lab.servers.get('hub')).toMatchObject({ type: leaves });
        await lab.startServer('leaf');
        if (leaves === 'running') await network.stopServer('hub');
      }
      await lab.startServer('hub');
      await lab.pass(linkUp(link));
    });
  });
}
