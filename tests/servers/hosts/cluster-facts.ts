import { describe, expect, test } from 'vitest';
import { eventually } from '../../../src/lab/checks/eventually.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import type { Bench, Lab } from '../../support/bench.ts';

/** An election takes 4 to 9 s, and there may be two. */
const election = 45_000;

const members = ['hub-1', 'hub-2', 'hub-3'];

/** Publishes until it is acknowledged; tries again under the same id, so that it counts once. */
async function publish(client: NatsConnection, msgID: string): Promise<void> {
  const js = client.jetstream({ timeout: 2000 });
  const acknowledged = await eventually(
    async () => {
      await js.publish('s', '', { msgID });
      return { type: 'pass' };
    },
    { timeoutMs: election },
  );
  expect(acknowledged).toEqual({ type: 'pass' });
}

/** Waits until the stream has a leader, two followers that are up to date, and as many messages. */
async function whole(lab: Lab, client: NatsConnection, messages: number): Promise<void> {
  await lab.until(async () => {
    const { streams } = await client.jetstreamManager({ domain: 'hub', timeout: 2000 });
    const { cluster, state } = await streams.info('S');
    const current = cluster?.replicas?.filter((replica) => replica.current) ?? [];
    return Boolean(cluster?.leader) && current.length === 2 && state.messages === messages;
  }, election);
}

export function clusterFacts(bench: Bench): void {
  describe('a hub of three', () => {
    test('keeps a stream of three replicas through the loss of each member in turn', async () => {
      const lab = await bench.start(clusteredHub);
      const east = await lab.client('east');
      await lab.until(async () => {
        const { streams } = await east.jetstreamManager({ domain: 'hub', timeout: 2000 });
        await streams.add({ name: 'S', subjects: ['s'], num_replicas: 3 });
        return true;
      }, election);
      let messages = 0;
      for (const member of members) {
        for (let i = 0; i < 10; i++) await publish(east, `before-${member}-${i}`);
        await lab.network.crashServer(member);
        for (let i = 0; i < 10; i++) await publish(east, `without-${member}-${i}`);
        await lab.startServer(member);
        messages += 20;
        await whole(lab, east, messages);
      }
    }, 240_000);
  });
}
