import { useMemo, useSyncExternalStore } from 'react';
import { jszOf, streamsIn } from '../../lab/monitoring/jsz.ts';
import { leafsOf } from '../../lab/monitoring/leafz.ts';
import { placesOf } from '../../lab/monitoring/places.ts';
import type { Monitor, StreamDetail } from '../../lab/network/monitor-pages.ts';
import { Polled } from '../../lab/session/polled.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { ClientOnMap, CopyOnMap } from '../Map/types.ts';
import { roundTripWords } from '../shared/round-trip-words.ts';
import { copiesOnMap } from './copies.ts';
import type { ServerDetails, StreamSummary } from './live-map.ts';
import { isPlain } from './leaf-subjects.ts';

/** The servers' own account of themselves, asked for while their map is on the page. */
interface Details {
  servers: Readonly<Record<string, ServerDetails>>;
  /** By link, as the server that dialled tells it. */
  roundTrips: Readonly<Record<string, string>>;
  copies: CopyOnMap[];
}

const none: Details = { servers: {}, roundTrips: {}, copies: [] };

/** The streams and clients of each running server, and the round-trip times of their leaf connections. */
export function useDetails(session: LabSession): Details {
  const polled = useMemo(
    () =>
      new Polled(none, 500, async () => {
        const { state, servers } = session.snapshot.get();
        if (state.type !== 'running') return none;
        const running = Object.keys(servers).filter((name) => servers[name]!.type === 'running');
        const [each, places] = await Promise.all([
          Promise.all(running.map((name) => detailsOf(session, name))),
          placesOf(session.polling, session.topology, servers),
        ]);
        return {
          copies: copiesOnMap(session.topology, places, session.snapshot.get().links),
          servers: Object.fromEntries(running.map((name, i) => [name, each[i]!])),
          roundTrips: Object.fromEntries(each.flatMap(({ roundTrips }) => roundTrips)),
        };
      }),
    [session],
  );
  return useSyncExternalStore(polled.subscribe, polled.get, () => none);
}

async function detailsOf({ polling, topology }: LabSession, server: string) {
  const [jsz, clients, roundTrips] = await Promise.all([
    jszOf(polling, server),
    clientsOf(polling, server),
    roundTripsOf(polling, server, topology),
  ]);
  const { leader, cluster_size: size = 1 } = jsz.meta_cluster ?? {};
  return {
    streams: streamsIn(jsz).map((stream) => summaryOf(stream, server)),
    clients,
    roundTrips,
    ...(size > 1 && leader === server && { leads: true }),
  };
}

/** A stream as the map shows it. */
const summaryOf = (
  { name, state, config, cluster }: StreamDetail,
  server: string,
): StreamSummary => {
  const mirrorOf = config?.mirror?.name;
  const leads = cluster?.leader === server && (cluster.replicas ?? []).length > 0;
  return {
    name,
    messages: state.messages,
    ...(mirrorOf && { mirrorOf }),
    ...(leads && { leads }),
  };
};

/** A server's clients, in the order in which they came. One without a name is `client 7`. */
async function clientsOf(host: Monitor, server: string): Promise<ClientOnMap[]> {
  const options = { sort: 'start', subscriptions: true };
  const { connections } = await host.monitor(server, 'connz', options);
  // The page lists leaf connections too.
  const clients = (connections ?? []).filter(({ kind }) => kind === 'Client');
  return clients.map(({ cid, name, subscriptions_list: wants }) => ({
    name: name ?? `client ${cid}`,
    wants: (wants ?? []).filter(isPlain),
  }));
}

/** Pairs of a link and its round-trip time. */
async function roundTripsOf(
  host: Monitor,
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
