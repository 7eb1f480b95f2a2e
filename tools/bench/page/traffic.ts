import type { Monitor } from '../../../src/lab/network/monitor-pages.ts';
import type { ClientEndpoint } from '../../../src/lab/network/host.ts';
import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';

// The load of clients: on the page against the servers of the tab, and in Node against native ones.

/** How long a rate is measured, in milliseconds. */
const duration = 2000;
/** How long a first request may go unanswered, in milliseconds. */
const patience = 10_000;
const payload = new Uint8Array(128).fill(0x78);

/** Lends a client, and closes it afterwards. */
export async function withConnection<T>(
  open: () => ClientEndpoint,
  use: (client: NatsConnection) => Promise<T>,
): Promise<T> {
  const client = await connectTo(open, 'bench');
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** Asks a domain across its link until there is an answer: before the link is up, there is no responder. */
export async function firstAnswer(hub: NatsConnection, domain = 'leaf'): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      await hub.request(`$JS.${domain}.API.INFO`, undefined, { timeout: patience });
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '503' || performance.now() > end) throw error;
      await pause(1);
    }
  }
}

/** Publishes at the leaf and counts at the hub, with a bounded number of messages on the way. */
export async function messagesPerSecond(
  leaf: NatsConnection,
  hub: NatsConnection,
): Promise<number> {
  const subject = 'bench.messages';
  const onTheWay = 4000;
  const atOnce = 500;
  let received = 0;
  let wake = () => {};
  const subscription = hub.subscribe(subject, {
    callback: () => {
      received++;
      wake();
    },
  });
  const receivedIs = (enough: () => boolean) =>
    new Promise<void>((resolve) => {
      wake = () => {
        if (enough()) resolve();
      };
      wake();
    });

  let sent = 0;
  const send = (count: number) => {
    for (let i = 0; i < count; i++) leaf.publish(subject, payload);
    sent += count;
  };
  // The hub's interest has reached the leaf when a message comes through.
  for (; received === 0; await pause(5)) send(1);
  await pause(100);

  sent = received = 0;
  const start = performance.now();
  while (performance.now() - start < duration) {
    while (sent - received < onTheWay) send(atOnce);
    await receivedIs(() => sent - received < onTheWay);
  }
  await receivedIs(() => received === sent);
  const rate = (1000 * received) / (performance.now() - start);
  subscription.unsubscribe();
  return rate;
}

/**
 * Publishes into a stream, awaiting each acknowledgement.
 * @param of the domain where the stream is, if not where the client is; how many acknowledgements are awaited at the
 *   same time; how many replicas the stream has
 */
export async function publishesPerSecond(
  client: NatsConnection,
  {
    domain,
    atOnce = 1,
    replicas = 1,
  }: { domain?: string; atOnce?: number; replicas?: number } = {},
): Promise<number> {
  const stream = 'BENCH';
  const subject = 'bench.publish';
  const { streams } = await client.jetstreamManager({ ...(domain !== undefined && { domain }) });
  await streams.add({ name: stream, subjects: [subject], num_replicas: replicas });
  const jetstream = client.jetstream();
  let acknowledged = 0;
  const start = performance.now();
  const publishOn = async () => {
    for (; performance.now() - start < duration; acknowledged++) {
      await jetstream.publish(subject, payload);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, publishOn));
  const rate = (1000 * acknowledged) / (performance.now() - start);
  await streams.delete(stream);
  return rate;
}

/**
 * Creates a stream of three replicas once the cluster has a leader, and waits until all of them are current. Answers
 * the name of the server that leads it.
 */
export async function replicatedStream(host: Monitor, hub: NatsConnection): Promise<string> {
  const name = 'REPLICATED';
  const end = performance.now() + 3 * patience;
  const until = (holds: () => Promise<boolean>) =>
    eventually(holds, end, 'the cluster has no stream of three replicas');
  await until(async () => {
    const { meta_cluster: meta } = await host.monitor('hub-1', 'jsz');
    return Boolean(meta?.leader);
  });
  // A leader that is new leaves requests unanswered for a moment; one that is busy takes its time.
  let timeout = 250;
  await until(async () => {
    const { streams } = await hub.jetstreamManager({ checkAPI: false, timeout });
    const config = { name, subjects: ['replicated'], num_replicas: 3 };
    return streams.add(config).then(
      () => true,
      (error: unknown) => {
        if ((error as { code?: string }).code === 'TIMEOUT') timeout *= 2;
        else if (performance.now() > end) throw error;
        return false;
      },
    );
  });
  const { streams } = await hub.jetstreamManager({ checkAPI: false, timeout: patience });
  let leader = '';
  await until(async () => {
    const { cluster } = await streams.info(name);
    leader = cluster?.leader ?? '';
    return cluster?.replicas?.length === 2 && cluster.replicas.every(({ current }) => current);
  });
  return leader;
}

/** Waits until something holds. @throws Error with these words if it does not by `end`, by `performance.now()` */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  end: number,
  otherwise: string,
): Promise<void> {
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(otherwise);
    await pause(5);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
