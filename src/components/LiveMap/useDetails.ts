import { useMemo, useSyncExternalStore } from 'react';
import { leafsOf } from '../../lab/monitoring/monitor.ts';
import type { LabHost } from '../../lab/network/host.ts';
import { streamsOf } from '../../lab/monitoring/streams.ts';
import { Polled } from '../../lab/session/polled.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { ClientOnMap } from '../Map/types.ts';
import { roundTripWords } from '../shared/round-trip-words.ts';
import type { ServerDetails } from './live-map.ts';
import { isPlain } from './leaf-subjects.ts';

/** The servers' own account of themselves, asked for while their map is on the page. */
interface Details {
  servers: Readonly<Record<string, ServerDetails>>;
  /** By link, as the server that dialled tells it. */
  roundTrips: Readonly<Record<string, string>>;
}

const none: Details = { servers: {}, roundTrips: {} };

/** The streams and clients of each running server, and the round-trip times of their leaf connections. */
export function useDetails(session: LabSession): Details {
  const polled = useMemo(
    () =>
      new Polled(none, 500, async () => {
        const { state, servers } = session.snapshot.get();
        if (state.type !== 'running') return none;
        const running = Object.keys(servers).filter((name) => servers[name]!.type === 'running');
        const each = await Promise.all(running.map((name) => detailsOf(session, name)));
        return {
          servers: Object.fromEntries(running.map((name, i) => [name, each[i]!])),
          roundTrips: Object.fromEntries(each.flatMap(({ roundTrips }) => roundTrips)),
        };
      }),
    [session],
  );
  return useSyncExternalStore(polled.subscribe, polled.get, () => none);
}

async function detailsOf({ host, topology }: LabSession, server: string) {
  const [streams, clients, roundTrips] = await Promise.all([
    streamsOf(host, server),
    clientsOf(host, server),
    roundTripsOf(host, server, topology),
  ]);
  return { streams, clients, roundTrips };
}

interface Connection {
  cid: number;
  kind: string;
  name?: string;
  subscriptions_list?: string[] | null;
}

/** A server's clients, in the order in which they came. One without a name is `client 7`. */
async function clientsOf(host: LabHost, server: string): Promise<ClientOnMap[]> {
  const options = { sort: 'start', subscriptions: true };
  const { connections } = (await host.monitor(server, 'connz', options)) as {
    connections?: Connection[] | null;
  };
  // The page lists leaf connections too.
  const clients = (connections ?? []).filter(({ kind }) => kind === 'Client');
  return clients.map(({ cid, name, subscriptions_list: wants }) => ({
    name: name ?? `client ${cid}`,
    wants: (wants ?? []).filter(isPlain),
  }));
}

/** Pairs of a link and its round-trip time. */
async function roundTripsOf(
  host: LabHost,
  server: string,
  { links }: Topology,
): Promise<[string, string][]> {
  const dialled = links.filter(({ kind, from }) => kind === 'leaf' && from === server);
  if (dialled.length === 0) return [];
  const leafs = await leafsOf(host, server);
  return dialled.flatMap(({ name, to }) => {
    const rtt = leafs.find((leaf) => leaf.name === to)?.rtt;
    return rtt ? [[name, roundTripWords(rtt)] as [string, string]] : [];
  });
}
