import { streamsAt } from '../../lab/monitoring/jsz.ts';
import { arrivalsAmong, type Arrival } from './arrivals.ts';
import { bindingsIn, type Binding } from './bindings.ts';
import { domainsAsked, domainsIn, type Asked } from './domains.ts';
import { accountsIn, type AccountAt } from './accounts-at.ts';
import type { Running } from './running.ts';

/** What of a network can reach what. All of it is what servers and clients have seen, none of it is computed. */
export interface Reach {
  places: AccountAt[];
  bindings: Binding[];
  /** The domain of each server that has JetStream; empty where that has no domain. */
  domains: ReadonlyMap<string, string>;
  asked: Asked[];
  arrivals: Arrival[];
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
  const [asked, arrivals] = await Promise.all([
    domainsAsked(running, places, names),
    isKept ? [] : arrivalsAmong(places),
  ]);
  return { places, bindings, domains, asked, arrivals, leaderless };
}

/** Whether a stream takes subjects that nobody has named. */
async function keepsAny({ host }: Running, servers: readonly string[]): Promise<boolean> {
  const held = await Promise.all(servers.map((server) => streamsAt(host, server)));
  return held
    .flat()
    .flatMap(({ config }) => config?.subjects ?? [])
    .some((subject) => /^[*>]/.test(subject));
}
