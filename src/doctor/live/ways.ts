import type { AccountAt } from './accounts-at.ts';
import type { Binding } from './bindings.ts';
import type { Running } from './running.ts';

/** A step from one account of a server to another that a link binds to it, or to its own on another member. */
export interface Hop {
  to: AccountAt;
  /** Absent on a route. */
  binding?: Binding;
}

/** Answers the steps from an account, by the links that are up. */
export function hopsOf(
  { topology }: Pick<Running, 'topology'>,
  { places, bindings }: { places: readonly AccountAt[]; bindings: readonly Binding[] },
): (from: AccountAt) => Hop[] {
  const clusterOf = (name: string) => topology.servers.find((each) => each.name === name)?.cluster;
  const at = (server: string, account: string) =>
    places.find((place) => place.server === server && place.account === account);
  return (from) => [
    ...bindings.flatMap((binding): Hop[] => {
      const { link, local, remote } = binding;
      const isNear = link.from === from.server && local === from.account;
      const isFar = link.to === from.server && remote === from.account;
      const to = isNear ? at(link.to, remote) : isFar ? at(link.from, local) : undefined;
      return to ? [{ to, binding }] : [];
    }),
    ...places
      .filter(
        (place) =>
          place.server !== from.server &&
          place.account === from.account &&
          clusterOf(from.server) !== undefined &&
          clusterOf(place.server) === clusterOf(from.server) &&
          topology.links.some(
            ({ kind, ...ends }) =>
              kind === 'route' &&
              [ends.from, ends.to].includes(place.server) &&
              [ends.from, ends.to].includes(from.server),
          ),
      )
      .map((to) => ({ to })),
  ];
}

/** The shortest way from one account to another, by its steps; undefined where there is none. */
export function wayTo(
  from: AccountAt,
  to: AccountAt,
  hops: ReturnType<typeof hopsOf>,
): Hop[] | undefined {
  const ways = new Map<AccountAt, Hop[]>([[from, []]]);
  const next = [from];
  for (let here = next.shift(); here; here = next.shift()) {
    if (here === to) return ways.get(here);
    for (const hop of hops(here)) {
      if (ways.has(hop.to)) continue;
      ways.set(hop.to, [...ways.get(here)!, hop]);
      next.push(hop.to);
    }
  }
  return undefined;
}
