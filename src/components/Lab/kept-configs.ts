import { Store } from '../../lab/session/store.ts';
import type { Topology } from '../../lab/topology/topology.ts';

/** The configurations that a reader has applied, by server, where they are not the original ones. */
export type KeptConfigs = Readonly<Record<string, string>>;

/** The longest text that is kept, in characters: a browser keeps some megabytes for all of the site. */
const longest = 200_000;

const nothing: KeptConfigs = {};

/** By lab. They outlive the components, and a reload of the page. */
const stores = new Map<string, Store<KeptConfigs>>();

const keyOf = (lab: string) => `leafwise-applied:${lab}`;

/**
 * The configurations that a reader has applied in a lab, kept for the visit. One with a login at a hub elsewhere is never
 * kept.
 */
export function keptConfigs(lab: string, topology: Topology): Store<KeptConfigs> {
  const known = stores.get(lab);
  if (known) return known;
  const store = new Store(topology.outside ? nothing : remembered(lab, topology));
  stores.set(lab, store);
  return store;
}

/** Keeps a configuration that a server of a lab has taken from its reader; the original one need not be kept. */
export function keepConfig(lab: string, topology: Topology, server: string, text: string): void {
  if (topology.outside) return;
  const store = keptConfigs(lab, topology);
  const others = Object.entries(store.get()).filter(([name]) => name !== server);
  const isKept = text !== originalOf(topology, server) && text.length <= longest;
  put(lab, store, Object.fromEntries(isKept ? [...others, [server, text]] : others));
}

/** Forgets the configurations that a reader has applied in a lab. */
export const forgetConfigs = (lab: string, topology: Topology): void =>
  put(lab, keptConfigs(lab, topology), nothing);

function put(lab: string, store: Store<KeptConfigs>, next: KeptConfigs): void {
  store.set(next);
  try {
    if (Object.keys(next).length === 0) sessionStorage.removeItem(keyOf(lab));
    else sessionStorage.setItem(keyOf(lab), JSON.stringify(next));
  } catch {
    // A browser may refuse storage, or have no more of it: they then last as long as the page.
  }
}

function remembered(lab: string, topology: Topology): KeptConfigs {
  try {
    return readKept(sessionStorage.getItem(keyOf(lab)), topology);
  } catch {
    // No storage, or no browser: the page is being built.
    return nothing;
  }
}

/** Reads what storage has under our name, which anything may have written: texts of servers of the lab alone. */
export function readKept(stored: string | null, topology: Topology): KeptConfigs {
  let found: unknown;
  try {
    found = JSON.parse(stored ?? '{}');
  } catch {
    return nothing;
  }
  if (typeof found !== 'object' || found === null) return nothing;
  return Object.fromEntries(
    Object.entries(found).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' &&
        entry[1].length <= longest &&
        entry[1] !== (originalOf(topology, entry[0]) ?? entry[1]),
    ),
  );
}

const originalOf = ({ servers }: Topology, server: string): string | undefined =>
  servers.find(({ name }) => name === server)?.config;
