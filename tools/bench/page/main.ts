// The page that the bench opens: the site's own host, session and client, without its components.
import { openTabHost } from '../../../src/hosts/tab/tab-host.ts';
import { LabSession } from '../../../src/lab/session.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import topology from '../../../topologies/two-domains/topology.ts';
import { firstAnswer, messagesPerSecond, publishesPerSecond, withConnection } from './traffic.ts';

/** What the bench asks of its page. */
export interface BenchPage {
  /** Answers the milliseconds from `new Worker` to the answer of a first request across the link. */
  start(): Promise<number>;
  stop(): void;
  messagesPerSecond(): Promise<number>;
  publishesPerSecond(): Promise<number>;
}

declare global {
  var leafwiseBench: BenchPage;
}

let workerStarted = 0;

globalThis.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    workerStarted = performance.now();
    super(...args);
  }
};

const session = new LabSession(topology, () => Promise.resolve(openTabHost));

globalThis.leafwiseBench = {
  start: async () => {
    await session.start();
    const { state } = session.snapshot.get();
    if (state.type !== 'running') throw new Error(`The lab is ${JSON.stringify(state)}.`);
    return withClient('hub', async (hub) => {
      await firstAnswer(hub);
      return performance.now() - workerStarted;
    });
  },
  stop: () => session.stop(),
  messagesPerSecond: () =>
    withClient('leaf', (leaf) => withClient('hub', (hub) => messagesPerSecond(leaf, hub))),
  publishesPerSecond: () => withClient('leaf', publishesPerSecond),
};

function withClient<T>(server: string, use: (client: NatsConnection) => Promise<T>): Promise<T> {
  return withConnection(() => session.openClient(server), use);
}
