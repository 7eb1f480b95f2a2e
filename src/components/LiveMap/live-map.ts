import type { LinkState } from '../../lab/network/host.ts';
import type { LabSnapshot } from '../../lab/session/session.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { atRest } from '../Map/rest.ts';
import type { ClientOnMap, LinkOnMap, ServerOnMap } from '../Map/types.ts';

/** A stream as the map shows it. */
export interface StreamSummary {
  name: string;
  messages: number;
  /** The stream that this one mirrors, maybe in another domain. */
  mirrorOf?: string;
  /** Set at the leader of its replicas, where there are several. */
  leads?: boolean;
}

/** The streams and clients of a running server. */
export interface ServerDetails {
  streams: StreamSummary[];
  clients: ClientOnMap[];
  /** Whether it is the meta leader of its cluster. */
  leads?: boolean;
}

/** Servers as the map shows them. */
export function serversOnMap(
  { servers }: LabSnapshot,
  details: Readonly<Record<string, ServerDetails>>,
): Record<string, ServerOnMap> {
  const onMap = Object.entries(servers).map(([name, server]): [string, ServerOnMap] => {
    if (server.type === 'failed') return [name, { state: 'failed', detail: server.reason }];
    if (server.type !== 'running') return [name, { state: server.type }];
    return [name, { state: 'running', detail: server.version, ...details[name] }];
  });
  return Object.fromEntries(onMap);
}

/**
 * Links as the map shows them. `roundTrips` are the servers' own words, such as `1.2ms`. A link whose wire cannot be read
 * is up where they have one.
 */
export function linksOnMap(
  topology: Topology,
  { links }: Pick<LabSnapshot, 'links'>,
  roundTrips: Readonly<Record<string, string>>,
): Record<string, LinkOnMap> {
  const rest = atRest(topology);
  return Object.fromEntries(
    Object.entries(links).map(([name, link]) => [
      name,
      link.type === 'down' && roundTrips[name] === undefined
        ? rest[name]!
        : linkOnMap(link.type === 'down' ? { type: 'up' } : link, roundTrips[name]),
    ]),
  );
}

function linkOnMap(
  link: Exclude<LinkState, { type: 'down' }>,
  roundTrip: string | undefined,
): LinkOnMap {
  if (link.type === 'cut') {
    return link.how === 'silent'
      ? { state: 'cut', words: 'cut, silent', brief: 'silent' }
      : { state: 'cut', words: 'cut' };
  }
  const { delay, bandwidth } = link.weather ?? {};
  if (delay) return { state: 'slow', words: `delay ${delay} ms`, brief: `${delay} ms` };
  if (bandwidth) return { state: 'slow', words: `${bandwidth / 1000} kB/s` };
  if (link.weather) return { state: 'slow', words: 'uneven' };
  return roundTrip
    ? { state: 'up', words: `rtt ${roundTrip}`, brief: roundTrip.replace('under ', '< ') }
    : { state: 'up', words: 'connected' };
}
