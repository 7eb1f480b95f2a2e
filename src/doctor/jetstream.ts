import type { Derived } from '../lab/derive/derive.ts';
import { globalAccount, type ServerConf } from '../lab/derive/server-conf.ts';
import { islandsOf } from './islands.ts';
import { remotesIn } from './remotes.ts';
import { blocksAt, keysAt, valueAt } from './settings.ts';

/** Whether a server has JetStream. */
export function hasJetStream(server: ServerConf): boolean {
  const [block] = blocksAt(server, 'jetstream');
  const off = /^(false|off|no|disabled?)$/i;
  if (block) return !off.test(valueAt(server, 'jetstream.enabled')?.text ?? '');
  const value = valueAt(server, 'jetstream');
  return value !== undefined && !off.test(value.text);
}

/** The accounts of a server that may use its JetStream. In operator mode that is in their JWTs. */
export function jetStreamAccounts(server: ServerConf): string[] {
  if (!hasJetStream(server)) return [];
  const defined = keysAt(server, 'accounts.*');
  if (defined.length === 0) return [globalAccount, ...server.accounts];
  const off = /^(false|off|no|disabled?)$/i;
  return server.accounts.filter((account) => {
    const path = `accounts.${account.toLowerCase()}.jetstream`;
    const [key] = keysAt(server, path);
    const value = valueAt(server, path);
    return key !== undefined && !(value && off.test(value.text));
  });
}

/** Two servers whose JetStreams are not one, and that share an account in which both are reached. */
export interface Pair {
  one: ServerConf;
  other: ServerConf;
  account: string;
}

/** The pairs of servers whose JetStreams meet in an account, each once. Members of a cluster are one JetStream. */
export function* pairsOfJetStreams(network: Derived): Generator<Pair> {
  const { joined } = islandsOf(network);
  const servers = [...network.confs.values()].filter(hasJetStream);
  for (const [at, one] of servers.entries())
    for (const other of servers.slice(at + 1)) {
      if (areOneCluster(network, one, other) || extend(network, one, other)) continue;
      const account = jetStreamAccounts(one).find((mine) =>
        jetStreamAccounts(other).some((theirs) => joined(one, mine, other, theirs)),
      );
      if (account !== undefined) yield { one, other, account };
    }
}

/** Whether routes join two servers. */
export function areOneCluster({ topology }: Derived, one: ServerConf, other: ServerConf): boolean {
  const reached = new Set([one.name]);
  for (const name of reached)
    for (const { kind, from, to } of topology.links)
      if (kind === 'route' && (from === name || to === name))
        reached.add(from === name ? to : from);
  return reached.has(other.name);
}

/** Whether one of two is set to be a part of the other's JetStream: a remote joins their system accounts. */
function extend(network: Derived, one: ServerConf, other: ServerConf): boolean {
  return remotesIn(network).some(({ from, local, to }) => {
    if (local !== from.system || from.domain === undefined) return false;
    const there = from === one ? other : from === other ? one : undefined;
    return (
      there !== undefined &&
      there.domain === from.domain &&
      to.some((server) => server === there || areOneCluster(network, server, there))
    );
  });
}
