import type { Derived } from '../lab/derive/derive.ts';
import type { ServerConf } from '../lab/derive/server-conf.ts';
import type { Topology } from '../lab/topology/topology.ts';

/** The servers of a network, members of a cluster together: by the name of a server, all that routes join it with. */
export function groupsOf({ confs, topology }: Derived): ReadonlyMap<string, readonly ServerConf[]> {
  const groups = new Map([...confs.values()].map((server) => [server.name, [server]]));
  for (const { kind, from, to } of topology.links) {
    const [one, other] = [groups.get(from), groups.get(to)];
    if (kind !== 'route' || !one || !other || one === other) continue;
    one.push(...other);
    for (const { name } of other) groups.set(name, one);
  }
  return groups;
}

/** The clusters of more than one server, each once, their members in the order of the network. */
export const clustersOf = (network: Derived): ServerConf[][] =>
  [...new Set(groupsOf(network).values())]
    .filter(({ length }) => length > 1)
    .map((members) => [...network.confs.values()].filter((server) => members.includes(server)));

/** Whether a server names hosts in its routes that are none of the servers given: its cluster is not known whole. */
export const hasUnknownRoutes = ({ topology }: Derived, server: ServerConf): boolean =>
  unknownRoutes(topology).has(server.name);

/** The hosts that a server names in its gateways and that are none of the servers given. */
export const unknownGateways = ({ confs }: Derived, { gateways }: ServerConf): string[] =>
  gateways.flatMap(({ to }) => to.filter((name) => !confs.has(name)));

const known = new WeakMap<Topology, Set<string>>();

function unknownRoutes(topology: Topology): Set<string> {
  const outside = new Set((topology.outside ?? []).map(({ name }) => name));
  const found =
    known.get(topology) ??
    new Set(
      topology.links.flatMap(({ kind, from, to }) =>
        kind === 'route' && outside.has(to) ? from : [],
      ),
    );
  known.set(topology, found);
  return found;
}
