import type { Derived } from '../lab/derive/derive.ts';
import { globalAccount, type ServerConf } from '../lab/derive/server-conf.ts';
import { groupsOf } from './groups.ts';
import { islandsOf } from './islands.ts';
import { onceFor } from './once-for.ts';
import { remotesIn } from './remotes.ts';
import { blocksAt, keysAt, valueAt } from './settings.ts';

const off = /^(false|off|no|disabled?)$/i;

/** Whether a server has JetStream. */
export function hasJetStream(server: ServerConf): boolean {
  const [block] = blocksAt(server, 'jetstream');
  if (block) return !off.test(valueAt(server, 'jetstream.enabled')?.text ?? '');
  const value = valueAt(server, 'jetstream');
  return value !== undefined && !off.test(value.text);
}

/** Whether an account of a server enables JetStream. */
export function enablesJetStream(server: ServerConf, account: string): boolean {
  const path = ['accounts', account.toLowerCase(), 'jetstream'];
  const value = valueAt(server, path);
  return value ? !off.test(value.text) : blocksAt(server, path).length > 0;
}

/**
 * The accounts of a server that may use its JetStream. Tried on 2.15.2: without accounts beside the system account that
 * is `$G`, else those that enable it. In operator mode it is in their JWTs, and all are taken to have it.
 */
export function jetStreamAccounts(server: ServerConf): string[] {
  if (!hasJetStream(server)) return [];
  const defined = keysAt(server, 'accounts.*').length > 0;
  const others = server.accounts.filter((account) => account !== server.system);
  if (!defined || others.length === 0) return [globalAccount, ...others];
  return others.filter((account) => enablesJetStream(server, account));
}

/** Two servers whose JetStreams are not one, and that share an account in which both are reached. */
export interface Pair {
  one: ServerConf;
  other: ServerConf;
  account: string;
}

/** The pairs of servers whose JetStreams meet in an account, each once. Members of a cluster are one JetStream. */
export function* pairsOfJetStreams(network: Derived): Generator<Pair> {
  const { islandOf } = islandsOf(network);
  const groups = groupsOf(network);
  const told = new Set<string>();
  const servers = [...network.confs.values()].filter(hasJetStream);
  const accounts = new Map(servers.map((server) => [server, jetStreamAccounts(server)]));
  const islands = new Map(
    [...accounts].map(([server, all]) => [
      server,
      new Set(all.map((account) => islandOf(server, account))),
    ]),
  );
  for (const [at, one] of servers.entries())
    for (const other of servers.slice(at + 1)) {
      if (areOneCluster(network, one, other) || extend(network, one, other)) continue;
      const theirs = islands.get(other)!;
      const account = accounts.get(one)!.find((mine) => theirs.has(islandOf(one, mine)));
      // Of a cluster the first member stands for all.
      const pair = [one, other].map(({ name }) => groups.get(name)![0]!.name).join('\n');
      if (account === undefined || told.has(pair)) continue;
      told.add(pair);
      yield { one, other, account };
    }
}

const joinedIn = onceFor(({ topology }: Derived): ReadonlyMap<string, ReadonlySet<string>> => {
  const joined = new Map<string, Set<string>>();
  for (const { kind, from, to } of topology.links) {
    if (kind === 'leaf') continue;
    const all = new Set([from, to, ...(joined.get(from) ?? []), ...(joined.get(to) ?? [])]);
    for (const name of all) joined.set(name, all);
  }
  return joined;
});

/** The names of all servers that routes or gateways join with one: they elect one leader of their JetStream. */
export const joinedWith = (network: Derived, name: string): ReadonlySet<string> =>
  joinedIn(network).get(name) ?? new Set([name]);

/** Whether routes or gateways join two servers. */
const areOneCluster = (network: Derived, one: ServerConf, other: ServerConf): boolean =>
  joinedWith(network, one.name).has(other.name);

/** Whether one of two is set to be a part of the other's JetStream: a remote joins their system accounts. */
export function extend(network: Derived, one: ServerConf, other: ServerConf): boolean {
  return remotesIn(network).some(({ from, local, to }) => {
    if (local !== from.system) return false;
    const there = from === one ? other : from === other ? one : undefined;
    return (
      there !== undefined &&
      there.domain === from.domain &&
      to.some((server) => server === there || areOneCluster(network, server, there))
    );
  });
}
