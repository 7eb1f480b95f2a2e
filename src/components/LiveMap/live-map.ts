import type { LinkState } from '../../lab/network/host.ts';
import type { LabSnapshot } from '../../lab/session/session.ts';
import type { ClientOnMap, LinkOnMap, ServerOnMap } from '../Map/types.ts';

/** A stream as the map shows it. */
export interface StreamSummary {
  name: string;
  messages: number;
  /** The stream that this one mirrors, maybe in another domain. */
  mirrorOf?: string;
}

/** The streams and clients of a running server. */
export interface ServerDetails {
  streams: StreamSummary[];
  clients: ClientOnMap[];
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

/** Links as the map shows them. `roundTrips` are the servers' own words, such as `1.2ms`. */
export function linksOnMap(
  { links }: LabSnapshot,
  roundTrips: Readonly<Record<string, string>>,
): Record<string, LinkOnMap> {
  return Object.fromEntries(
    Object.entries(links).map(([name, link]) => [name, linkOnMap(link, roundTrips[name])]),
  );
}

function linkOnMap(link: LinkState, roundTrip: string | undefined): LinkOnMap {
  switch (link.type) {
    case 'down':
      return { state: 'down', words: 'not connected' };
    case 'cut':
      return { state: 'cut', words: link.how === 'silent' ? 'cut, silent' : 'cut' };
    case 'up': {
      const { delay, bandwidth } = link.weather ?? {};
      if (delay) return { state: 'slow', words: `delay ${delay} ms` };
      if (bandwidth) return { state: 'slow', words: `${bandwidth / 1000} kB/s` };
      if (link.weather) return { state: 'slow', words: 'uneven' };
      return { state: 'up', words: roundTrip ? `rtt ${roundTrip}` : 'connected' };
    }
  }
}
