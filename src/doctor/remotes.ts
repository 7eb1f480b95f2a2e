import type { Block } from '../lab/conf/conf-text.ts';
import { isDirect as leadsToItself } from '../lab/derive/behind-proxy.ts';
import type { Derived } from '../lab/derive/derive.ts';
import { firstBy } from '../lab/conf/in-order.ts';
import type { Dial, ServerConf } from '../lab/derive/server-conf.ts';
import type { LinkSpec, Topology } from '../lab/topology/topology.ts';
import { onceFor } from './once-for.ts';

/** A remote of a server: what one connection is made by, to one of several URLs. */
export interface Remote {
  from: ServerConf;
  block: Block;
  /** Its URLs, of which there is one at least. */
  dials: readonly [Dial, ...Dial[]];
  /** The servers that its URLs mean, where they are given. */
  to: readonly ServerConf[];
  /** The account of the server that dials. */
  local: string;
}

/** The remotes of a server that are not switched off, in the order of its configuration. */
export function remotesOf({ confs }: Derived, from: ServerConf): readonly Remote[] {
  const found = known.get(confs) ?? new Map<ServerConf, readonly Remote[]>();
  known.set(confs, found);
  const remotes = found.get(from) ?? remotesFor(confs, from);
  found.set(from, remotes);
  return remotes;
}

/** The remotes of the servers of a network, by its configurations: many rules ask for them. */
const known = new WeakMap<Derived['confs'], Map<ServerConf, readonly Remote[]>>();

function remotesFor(confs: Derived['confs'], from: ServerConf): Remote[] {
  const byBlock = new Map<Block, [Dial, ...Dial[]]>();
  for (const dial of from.dials) {
    if (dial.kind !== 'leaf' || dial.disabled) continue;
    const { block } = dial.url;
    const others = byBlock.get(block);
    if (others) others.push(dial);
    else byBlock.set(block, [dial]);
  }
  return [...byBlock].map(([block, dials]) => ({
    from,
    block,
    dials,
    to: [...new Set(dials.flatMap(({ to }) => to))].flatMap((name) => confs.get(name) ?? []),
    local: dials[0].local,
  }));
}

/** All remotes of a network. Rules that look at pairs of servers ask for them again and again. */
export const remotesIn = onceFor((network: Derived): readonly Remote[] =>
  [...network.confs.values()].flatMap((server) => remotesOf(network, server)),
);

/** A URL of a remote, and a server that it means. */
export interface Dialled {
  remote: Remote;
  dial: Dial;
  hub: ServerConf;
}

/** Each URL of each remote with each server that it means. */
export function* dialledIn(network: Derived): Generator<Dialled> {
  for (const remote of remotesIn(network))
    for (const dial of remote.dials)
      for (const hub of remote.to) if (dial.to.includes(hub.name)) yield { remote, dial, hub };
}

/** Whether a URL leads to the server itself, so that no proxy maps its port. */
export const isDirect = ({ dial, hub }: Dialled): boolean => leadsToItself(dial, hub);

const linkNames = new WeakMap<Topology['links'], Map<string, LinkSpec>>();

/** The name of the link between two servers. */
export const linkOf = (
  { topology }: Derived,
  from: string,
  to: string,
): { link: string } | object => {
  const ends = ({ from: one, to: other }: { from: string; to: string }) => `${one}\n${other}`;
  const named = linkNames.get(topology.links) ?? firstBy(topology.links, ends);
  linkNames.set(topology.links, named);
  const link = named.get(ends({ from, to }));
  return link ? { link: link.name } : {};
};
