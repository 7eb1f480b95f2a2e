import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import { startConsoles } from '../../../tests/support/test-console.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { newestOf, StreamGone } from './browse.ts';
import { feedLines } from './feeds.ts';
import { placesOf, type Place } from './places.ts';

/** A source whose first request for a consumer is lost asks again after 30 s: see `stream.go`. */
const patience = 60_000;
vi.setConfig({ testTimeout: 2 * patience });

describe('the streams of a clustered hub and its leaves', () => {
  let lab: Awaited<ReturnType<typeof startConsoles>>;
  let east: NatsConnection;
  const running = Object.fromEntries(
    clusteredHub.servers.map(({ name }) => [name, { type: 'running' as const, version: '' }]),
  );
  const places = () => placesOf(lab.host, clusteredHub, running);
  const placesThat = async (wanted: (places: Place[]) => boolean) => {
    let seen: Place[] = [];
    await expect
      .poll(async () => wanted((seen = await places())), { timeout: patience })
      .toBe(true);
    return seen;
  };

  beforeAll(async () => {
    lab = await startConsoles(clusteredHub);
    east = await lab.context('east').connect();
    const atEast = await east.jetstreamManager({ domain: 'east', timeout: 10_000 });
    await atEast.streams.add({ name: 'ORDERS', subjects: ['orders.>', 'returns.>'] });
    await atEast.consumers.add('ORDERS', { durable_name: 'billing', filter_subject: 'orders.>' });
    await east.jetstream({ domain: 'east' }).views.kv('prices');
    for (let i = 1; i <= 50; i++) {
      const subject = i % 10 === 0 ? 'returns.a' : 'orders.a';
      await east.jetstream({ domain: 'east' }).publish(subject, `no ${i}`);
    }
    // The hub takes streams once it has a leader.
    await vi.waitFor(
      async () => {
        const hub = await east.jetstreamManager({ domain: 'hub', timeout: 5000 });
        await hub.streams.add({
          name: 'COPY',
          num_replicas: 3,
          sources: [{ name: 'ORDERS', external: { api: '$JS.east.API', deliver: '' } }],
        });
      },
      { timeout: 40_000 },
    );
  }, 90_000);

  afterAll(async () => {
    await east.close();
    await lab.close();
  });

  test('a cluster is one place, and its stream stands there once, with leader and replicas', async () => {
    const [hub, eastern, west] = await placesThat(
      ([place]) => place?.streams[0]?.messages === 50 && place.streams[0].replicas.length === 2,
    );
    expect(hub).toMatchObject({ name: 'hub', domain: 'hub', state: 'open', missing: [] });
    expect(hub!.servers).toEqual(['hub-1', 'hub-2', 'hub-3']);
    const [copy, ...others] = hub!.streams;
    expect(others).toEqual([]);
    expect(copy).toMatchObject({ label: 'COPY', server: copy!.leader, lastSeq: 50 });
    expect([copy!.leader, ...copy!.replicas.map(({ name }) => name)].sort()).toEqual(hub!.servers);
    expect(copy!.feeds).toMatchObject([{ kind: 'source', origin: 'ORDERS', api: '$JS.east.API' }]);
    expect(west).toMatchObject({ domain: 'west', streams: [] });
    expect(eastern!.streams).toMatchObject([
      { name: 'KV_prices', label: 'prices', kind: 'bucket' },
      { name: 'ORDERS', kind: 'stream', subjects: ['orders.>', 'returns.>'], account: '$G' },
    ]);
    expect(eastern!.streams[1]!.consumers).toEqual([
      {
        name: 'billing',
        delivery: 'pull',
        durable: true,
        filters: ['orders.>'],
        pending: 45,
        ackPending: 0,
        redelivered: 0,
      },
    ]);
    expect(feedLines([hub!, eastern!, west!], clusteredHub.links)).toMatchObject([
      { from: 'east/$G/ORDERS', to: 'hub/$G/COPY', feed: { lag: 0 } },
    ]);
  });

  test('a stream is browsed from its newest message, by subject and up to a sequence', async () => {
    const search = { stream: 'ORDERS', domain: 'east', first: 1, last: 50 };
    const seqs = async (more: { subject: string; last?: number }) =>
      (await newestOf(east, { ...search, ...more }, 20)).map(({ seq }) => seq);
    expect(await seqs({ subject: '>' })).toEqual(Array.from({ length: 20 }, (_, i) => 50 - i));
    expect(await seqs({ subject: 'returns.*' })).toEqual([50, 40, 30, 20, 10]);
    expect(await seqs({ subject: 'returns.*', last: 35 })).toEqual([30, 20, 10]);
    const [newest] = await newestOf(east, { ...search, subject: 'orders.>' }, 20);
    expect(newest).toMatchObject({ seq: 49, subject: 'orders.a', headers: [] });
    expect(new TextDecoder().decode(newest!.payload)).toBe('no 49');
    const gone = newestOf(east, { ...search, stream: 'NOPE', subject: '>' }, 20);
    await expect(gone).rejects.toThrow(StreamGone);
  });

  test('a server that does not run leaves its place with what the others know', async () => {
    const without = {
      ...running,
      'hub-1': { type: 'stopped' as const },
      west: { type: 'stopped' as const },
    };
    const [hub, , west] = await placesOf(lab.host, clusteredHub, without);
    expect(hub).toMatchObject({ state: 'open', missing: ['hub-1'], streams: [{ name: 'COPY' }] });
    expect(west).toMatchObject({ state: 'stopped', streams: [] });
  });
});
