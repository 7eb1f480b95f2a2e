import { verdict } from '../../../src/lab/checks/check.ts';
import { leafsOf, wantingLeafsOf } from '../../../src/lab/monitoring/leafz.ts';
import type { Network } from '../../../src/lab/network/network.ts';
import { clientEndpoint } from '../../../src/lab/network/client-port.ts';
import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { pass } from '../../support/pass.ts';

const times = 20;

/** The interest that the servers of a lab know of, and the messages that their clients got. */
export interface Outcome {
  interest: Record<string, string[]>;
  received: Record<string, string[]>;
}

/** Has clients and streams on both sides of two-domains do what crosses its link, and says what came of it. */
export async function scenario(network: Network): Promise<Outcome> {
  for (const { name, config } of twoDomains.servers) await network.startServer(name, config);
  await pass(async () => {
    const seen = [await leafsOf(network, 'leaf', 'hub'), await leafsOf(network, 'hub', 'leaf')];
    const joined = seen.every(({ length }) => length > 0);
    return verdict(joined, 'each lists the other', JSON.stringify(seen));
  });
  const [hub, leaf] = await Promise.all(['hub', 'leaf'].map((name) => client(network, name)));
  try {
    return await act(network, hub!, leaf!);
  } finally {
    await Promise.all([hub!.close(), leaf!.close()]);
  }
}

async function act(network: Network, hub: NatsConnection, leaf: NatsConnection): Promise<Outcome> {
  const received: Outcome['received'] = { orders: [], alerts: [], work: [] };
  const note = (list: string[]) => (_: unknown, message: { string(): string }) =>
    void list.push(message.string());
  hub.subscribe('orders.*', { callback: note(received.orders!) });
  leaf.subscribe('alerts.>', { callback: note(received.alerts!) });
  for (const each of [hub, leaf]) {
    each.subscribe('work', { queue: 'workers', callback: note(received.work!) });
  }

  const [atHub, atLeaf] = await Promise.all([hub.jetstreamManager(), leaf.jetstreamManager()]);
  await atHub.streams.add({ name: 'FACTS', subjects: ['facts.>'] });
  await atLeaf.streams.add({ name: 'EVENTS', subjects: ['events.>'] });
  await atHub.streams.add({ name: 'COPY', mirror: { name: 'EVENTS', domain: 'leaf' } });
  for (let i = 0; i < times; i++) await leaf.jetstream().publish(`events.${i}`);
  await pass(async () => {
    const { state } = await atHub.streams.info('COPY');
    return verdict(state.messages === times, `${times} in COPY`, `${state.messages}`);
  });

  // Each side wants what the other does by now: the mirror has crossed after it was asked for.
  for (let i = 0; i < times; i++) {
    leaf.publish('orders.new', `order ${i}`);
    hub.publish('alerts.fire', `alert ${i}`);
    hub.publish('work', `job ${i}`);
  }
  await pass(async () =>
    Object.values(received).every(({ length }) => length === times)
      ? { type: 'pass' }
      : { type: 'fail', expected: `${times} of each`, seen: JSON.stringify(received) },
  );
  received.work!.sort(); // of two who work, who is first is chance
  return { interest: await interestOf(network), received };
}

/** Lists the subscriptions at each server: its own clients' and those that came over the link. */
async function interestOf(network: Network): Promise<Outcome['interest']> {
  const interest: Outcome['interest'] = {};
  for (const server of ['hub', 'leaf']) {
    const leafs = await wantingLeafsOf(network, server);
    const options = { subscriptions: true, limit: 10_000 };
    const { subscriptions_list: own } = await network.monitor(server, 'subsz', options);
    interest[`${server}, over the link`] = normal(
      leafs.flatMap(({ subscriptions_list: list }) => list ?? []),
    );
    interest[`${server}, its own`] = normal(
      (own ?? []).map(({ subject, qgroup }) => `${subject} ${qgroup ?? ''}`),
    );
  }
  return interest;
}

/**
 * Sorts subjects, and hides names that servers and clients make up: of inboxes, servers and consumers.
 */
function normal(subjects: string[]): string[] {
  return subjects
    .map((subject) =>
      subject
        .replace(/((?:_INBOX_?|_R_|\$LDS|\$JS\.M)\.)[^. ]+/, '$1?')
        .replace(/\bN[A-Z2-7]{55}\b/, '?')
        .replace(/JS_MIRROR_[^. ]+/, 'JS_MIRROR_?'),
    )
    .sort();
}

async function client(network: Network, server: string): Promise<NatsConnection> {
  return connectTo(() => clientEndpoint(() => network.dialClient(server)), `test-${server}`);
}
