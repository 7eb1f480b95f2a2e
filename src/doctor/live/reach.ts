import { arrivalsAmong, type Arrival } from './arrivals.ts';
import { bindingsIn, type Binding } from './bindings.ts';
import { domainsAsked, domainsIn, type Asked } from './domains.ts';
import { placesIn, type Place } from './places.ts';
import type { Running } from './running.ts';

/** What of a network can reach what. All of it is what servers and clients have seen, none of it is computed. */
export interface Reach {
  places: Place[];
  bindings: Binding[];
  /** The domain of each server that has JetStream; empty where that has no domain. */
  domains: ReadonlyMap<string, string>;
  asked: Asked[];
  arrivals: Arrival[];
}

/**
 * Asks a network what can reach what: it makes no stream and no consumer, and its messages have subjects that nobody
 * else uses. It takes about half a second.
 */
export async function reachOf(running: Running): Promise<Reach> {
  const [places, bindings, domains] = await Promise.all([
    placesIn(running),
    bindingsIn(running),
    domainsIn(running),
  ]);
  const names = [...new Set(domains.values())].filter((name) => name !== '').sort();
  const [asked, arrivals] = await Promise.all([
    domainsAsked(running, places, names),
    arrivalsAmong(places),
  ]);
  return { places, bindings, domains, asked, arrivals };
}
