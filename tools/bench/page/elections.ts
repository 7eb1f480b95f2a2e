import type { LabHost, LogLine } from '../../../src/lab/network/host.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import { eventually, replicatedStream } from './traffic.ts';

/** What the servers of a cluster have taken, in milliseconds. */
export interface ClusterTimes {
  /** From the start to a stream of three replicas. */
  start: number;
  /** From the moment that the last member was ready to the first leader of their JetStream. */
  election: number;
  /** From the crash of the stream's leader to the next one. */
  crash: number;
}

/** How long the next leader may take, in milliseconds: members wait four to nine seconds, twice where votes split. */
const longest = 40_000;

const members = new Set(
  clusteredHub.servers.filter(({ cluster }) => cluster === 'hub').map(({ name }) => name),
);

/**
 * Measures a cluster that has just started, and crashes a member of it. When a leader came, its servers' log tells: a
 * question for it would take time of the servers.
 * @param started when the start began, by `performance.now()`
 */
export async function timeCluster(
  { host, log }: { host: LabHost; log: () => readonly LogLine[] },
  hub: NatsConnection,
  started: number,
): Promise<ClusterTimes> {
  const leader = await replicatedStream(host, hub);
  const start = performance.now() - started;
  const at = (tells: (line: LogLine) => boolean) => log().find(tells)?.at;
  const ready = log().findLast(
    ({ server, text }) => members.has(server) && text === 'Server is ready',
  )!.at;
  const led = at(({ text }) => /new (?:JetStream cluster )?metadata leader/.test(text))!;

  const crashed = Date.now();
  const next = () =>
    at(
      ({ at, server, text }) =>
        at >= crashed && server !== leader && text.includes('cluster new stream leader'),
    );
  await host.crashServer(leader);
  const end = performance.now() + longest;
  await eventually(() => next() !== undefined, end, 'the stream has no leader again');
  return { start, election: led - ready, crash: next()! - crashed };
}
