// The page that the bench opens: the site's own host, session and client, without its components.
import { readKept } from '../../../src/hosts/tab/kept-module.ts';
import { moduleUrl } from '../../../src/hosts/tab/module-url.ts';
import { isKeptUnpacked } from '../../../src/hosts/tab/unpacker.ts';
import { prepareTab, tabHost } from '../../../src/hosts/tab/tab-host.ts';
import type { Reading } from '../../../src/lab/network/host.ts';
import { LabSession } from '../../../src/lab/session/session.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import topology from '../../../topologies/two-domains/topology.ts';
import { timeCluster, type ClusterTimes } from './elections.ts';
import { star } from './star.ts';
import { firstAnswer, messagesPerSecond, publishesPerSecond, withConnection } from './traffic.ts';

/** The calls of the bench to its page. */
export interface BenchPage {
  /**
   * Answers the milliseconds from the press to the answer of a first request across the link.
   * @param reading whether the link is read
   */
  start(reading?: Reading): Promise<number>;
  stop(): void;
  /** Has ready what a start needs, as when a reader shows that they will start. Answers whether it came. */
  prepare(): Promise<boolean>;
  /** Whether the browser keeps all that it will of the module for the next visit. */
  kept(): Promise<boolean>;
  /** Starts a cluster instead, and crashes a member of it. */
  timeCluster(): Promise<ClusterTimes>;
  /** Starts a hub and so many leaves instead, and answers the milliseconds from the press until all domains answer the hub. */
  startStar(servers: number): Promise<number>;
  /** Empties the lab's wire log. */
  forgetWire(): void;
  /** How many frames the lab's wire log has counted. */
  framesCounted(): number;
  messagesPerSecond(): Promise<number>;
  publishesPerSecond(): Promise<number>;
}

declare global {
  var leafwiseBench: BenchPage;
}

let reading: Reading = {};
const open = () => Promise.resolve(tabHost(reading));
const session = new LabSession(topology, open);

globalThis.leafwiseBench = {
  start: async (how = {}) => {
    reading = how;
    const pressed = performance.now();
    await session.start();
    const { state } = session.snapshot.get();
    if (state.type !== 'running') throw new Error(`The lab is ${JSON.stringify(state)}.`);
    return withClient('hub', async (hub) => {
      await firstAnswer(hub);
      return performance.now() - pressed;
    });
  },
  stop: () => session.stop(),
  prepare: prepareTab,
  kept: async () => {
    const { packed, unpacked } = await readKept(moduleUrl);
    return (isKeptUnpacked() ? unpacked : packed) !== undefined;
  },
  timeCluster: async () => {
    const pressed = performance.now();
    const cluster = new LabSession(clusteredHub, open);
    await cluster.start();
    const watched = { host: cluster.host, log: () => cluster.log.get() };
    const times = await withConnection(
      () => cluster.openClient('hub-1'),
      (hub) => timeCluster(watched, hub, pressed),
    );
    cluster.stop();
    return times;
  },
  startStar: async (servers) => {
    const pressed = performance.now();
    const lab = new LabSession(star(servers), open);
    await lab.start();
    const { state } = lab.snapshot.get();
    if (state.type !== 'running') throw new Error(`The lab is ${JSON.stringify(state)}.`);
    return withConnection(
      () => lab.openClient('hub'),
      async (hub) => {
        await Promise.all(lab.topology.servers.map(({ domain }) => firstAnswer(hub, domain)));
        return performance.now() - pressed;
      },
    );
  },
  forgetWire: () => session.wire.clear(),
  framesCounted: () => session.wire.came,
  messagesPerSecond: () =>
    withClient('leaf', (leaf) => withClient('hub', (hub) => messagesPerSecond(leaf, hub))),
  publishesPerSecond: () => withClient('leaf', (leaf) => publishesPerSecond(leaf)),
};

function withClient<T>(server: string, use: (client: NatsConnection) => Promise<T>): Promise<T> {
  return withConnection(() => session.openClient(server), use);
}
