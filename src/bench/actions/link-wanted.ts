import { membersWith, type At } from './action.ts';

/** Two servers that may be joined: which is to dial which. */
interface Pair {
  from: string;
  to: string;
}

/** All servers, in the order of the map. */
const serversOf = ({ network: { plain } }: At): string[] =>
  plain.topology.servers.map(({ name }) => name).filter((name) => plain.confs.has(name));

/** The servers that a server can be a leaf node of: those of its own cluster are joined by routes. */
export function hubsFor(at: At, from: string | undefined): string[] {
  const servers = serversOf(at);
  if (from === undefined || !servers.includes(from)) return servers;
  const own = new Set(membersWith(at, from).map(({ name }) => name));
  return servers.filter((name) => !own.has(name));
}

/**
 * The link that most likely is missing: between servers that none joins, from one that is no hub yet to one that is.
 * @param from the server that is to dial, where that is settled
 */
export function linkWanted(at: At, from?: string): Pair | undefined {
  const { topology } = at.network.plain;
  const servers = serversOf(at);
  const leafs = topology.links.filter(({ kind }) => kind === 'leaf');
  const clusters = new Map(
    servers.map((name) => [name, membersWith(at, name).map((conf) => conf.name)]),
  );
  const hubs = new Set(leafs.flatMap(({ to }) => clusters.get(to) ?? []));
  const spokes = new Set(leafs.flatMap(({ from: name }) => clusters.get(name) ?? []));
  const joins = ({ from: a, to: b }: Pair) =>
    leafs.some(
      (link) => clusters.get(a)!.includes(link.from) && clusters.get(b)!.includes(link.to),
    );
  const worth = (pair: Pair) =>
    (hubs.has(pair.to) ? 2 : 0) +
    (hubs.has(pair.from) ? 0 : 2) +
    (spokes.has(pair.from) ? 0 : 1) -
    // The reverse of a link would be a loop.
    (joins(pair) ? 10 : 0) -
    (joins({ from: pair.to, to: pair.from }) ? 20 : 0);
  const pairs = servers
    .filter((name) => from === undefined || name === from)
    .flatMap((name) => hubsFor(at, name).map((to): Pair => ({ from: name, to })));
  return pairs.reduce<Pair | undefined>(
    (best, pair) => (best && worth(best) >= worth(pair) ? best : pair),
    undefined,
  );
}
