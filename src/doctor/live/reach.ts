import { streamsAt } from '../../lab/monitoring/jsz.ts';
import { arrivalsAmong, type Arrival } from './arrivals.ts';
import { bindingsIn, type Binding } from './bindings.ts';
import { domainsAsked, domainsIn, type Asked } from './domains.ts';
import { accountsIn, type AccountAt } from './accounts-at.ts';
import { mostOthers, othersAsked } from './others-asked.ts';
import type { Running } from './running.ts';
import { hopsOf } from './ways.ts';

/** What of a network can reach what. All of it is what servers and clients have seen, none of it is computed. */
export interface Reach {
  places: AccountAt[];
  bindings: Binding[];
  /** The domain of each server that has JetStream; empty where that has no domain. */
  domains: ReadonlyMap<string, string>;
  asked: Asked[];
  arrivals: Arrival[];
  /** How many ways between two accounts were not tried, since there are so many. */
  untried: number;
  /** Servers whose JetStream knows no leader of its metadata. */
  leaderless: ReadonlySet<string>;
}

/**
 * Asks a network what can reach what: it makes no stream and no consumer, and its messages have subjects that nobody
 * else uses. It takes about half a second.
 */
export async function reachOf(
  running: Running,
  leaderless: ReadonlySet<string> = new Set(),
): Promise<Reach> {
  const [places, bindings, domains] = await Promise.all([
    accountsIn(running),
    bindingsIn(running),
    domainsIn(running),
  ]);
  const names = [...new Set(domains.values())].filter((name) => name !== '').sort();
  // A stream of all subjects would keep what is published to see where it arrives.
  const isKept = await keepsAny(running, [...domains.keys()]);
  const open = places.filter(({ client, system }) => client && !system);
  const others = othersAsked(open, hopsOf(running, { places, bindings }));
  const domainsFor = (place: AccountAt) => {
    if (names.length <= mostOthers) return names;
    const near = new Set([place, ...others(place)].map(({ server }) => domains.get(server)));
    return names.filter((name) => near.has(name));
  };
  const arriving = isKept ? Promise.resolve([]) : arrivalsAmong(open, others);
  // A way by which a message came late is asked for domains after that.
  const [asked, arrivals] = await Promise.all([
    domainsAsked(running, open, domainsFor, arriving),
    arriving,
  ]);
  const ways = open.length * (open.length - 1);
  const tried = open.flatMap((from) => others(from).filter((to) => to !== from)).length;
  return {
    places,
    bindings,
    domains,
    asked,
    arrivals,
    untried: ways - tried,
    leaderless,
  };
}

/** Whether a stream takes subjects that nobody has named. */
async function keepsAny({ host }: Running, servers: readonly string[]): Promise<boolean> {
  const held = await Promise.all(servers.map((server) => streamsAt(host, server)));
  return held
    .flat()
    .flatMap(({ config }) => config?.subjects ?? [])
    .some((subject) => /^[*>]/.test(subject));
}
