import { placesOf, type StreamView } from '../monitoring/places.ts';
import type { Monitor } from '../network/monitor-pages.ts';
import type { Topology } from '../topology/topology.ts';

/** A stream of a cluster, by the cluster's domain. */
export interface Clustered {
  domain: string;
  stream: string;
}

/** A stream as the running members of a cluster tell of it, and the members that do not run. */
export interface Told {
  stream?: StreamView;
  missing: string[];
}

/** Asks the running members of the cluster that has the domain for a stream. */
export async function replicated(
  host: Monitor,
  topology: Topology,
  { domain, stream }: Clustered,
): Promise<Told> {
  // Servers that do not run do not answer.
  const running = Object.fromEntries(
    topology.servers.map(({ name }) => [name, { type: 'running', version: '' } as const]),
  );
  const places = await placesOf(host, topology, running);
  const place = places.find((each) => each.domain === domain);
  const members = topology.servers.filter((each) => each.domain === domain);
  const found = place?.streams.find(({ name }) => name === stream);
  return {
    ...(found && { stream: found }),
    missing: place?.missing ?? members.map(({ name }) => name),
  };
}

/** Whether a stream has a leader and two replicas that are up to date. */
export const whole = (stream: StreamView | undefined): boolean =>
  stream?.leader !== undefined &&
  stream.replicas.length === 2 &&
  stream.replicas.every(({ current, offline }) => current && !offline);

/** Tells who leads a stream, and how far its replicas are. */
export const toldOf = (stream: StreamView | undefined): string =>
  stream
    ? `leader ${stream.leader ?? 'none'}; ${stream.replicas
        .map(
          ({ name, current, offline }) =>
            `${name} ${offline ? 'gone' : current ? 'current' : 'behind'}`,
        )
        .join(', ')}`
    : 'no such stream';
