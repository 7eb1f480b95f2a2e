import { nameOfAccount } from '../../lab/derive/accounts.ts';
import type { LeafConnection } from '../../lab/network/monitor-pages.ts';
import { leafsOf } from '../../lab/monitoring/leafz.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import type { Running } from './running.ts';

/** One connection of a leaf link: the accounts that it binds, as both servers name them. */
export interface Binding {
  link: LinkSpec;
  local: string;
  remote: string;
  /** Which of the two takes the other for its hub: the one that dials, unless its remote says `hub: true`. */
  spoke: string;
}

/** Answers the name by which configurations know what a server lists as an account. */
type NameOf = (server: string, account: string) => string;

/** The accounts that leaf links bind to each other, as the servers at both ends list them. */
export async function bindingsIn(running: Running): Promise<Binding[]> {
  const names = await serverNames(running);
  const up = running.topology.links.filter(
    (link) => link.kind === 'leaf' && [link.from, link.to].every((server) => names.has(server)),
  );
  const nameOf: NameOf = (server, account) =>
    nameOfAccount(running.derived.confs.get(server), account);
  const lists = await Promise.all(
    up.map(async (link) => {
      const [near, far] = await Promise.all([
        leafsOf(running.host, link.from, names.get(link.to)),
        leafsOf(running.host, link.to, names.get(link.from)),
      ]);
      return paired(link, byId(near), byId(far), nameOf);
    }),
  );
  return lists.flat();
}

/** The names that servers call themselves, by those of the topology. */
async function serverNames({ topology, host, server }: Running): Promise<Map<string, string>> {
  const up = topology.servers.filter(({ name }) => server(name).type === 'running');
  const told = await Promise.all(
    up.map(async ({ name }): Promise<[string, string]> => [
      name,
      (await host.monitor(name, 'varz')).server_name,
    ]),
  );
  return new Map(told);
}

/** Both ends count connections as they come, so the first of one end is the first of the other. */
const byId = (leafs: LeafConnection[]) => leafs.toSorted((a, b) => a.id - b.id);

function paired(
  link: LinkSpec,
  near: LeafConnection[],
  far: LeafConnection[],
  nameOf: NameOf,
): Binding[] {
  const left = [...far];
  const take = (remote?: string): LeafConnection | undefined => {
    const at =
      remote === undefined
        ? 0
        : left.findIndex(({ account }) => nameOf(link.to, account) === remote);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const known = near.map((leaf) => {
    const told = link.accounts?.find(({ local }) => local === nameOf(link.from, leaf.account));
    return { leaf, other: told && take(told.remote) };
  });
  return known.flatMap(({ leaf, other = take() }) =>
    other
      ? [
          {
            link,
            local: leaf.account,
            remote: other.account,
            spoke: leaf.is_spoke ? link.from : link.to,
          },
        ]
      : [],
  );
}
