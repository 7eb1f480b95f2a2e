import type { LinkSpec } from '../../lab/topology/topology.ts';
import { groupsOf } from '../groups.ts';
import type { Running } from './running.ts';

/** How long members of a cluster may take to find each other, in milliseconds: one refused dials again after a second. */
const patience = 3000;

/** A member of a cluster, as it tells of itself. */
interface Member {
  /** Its names in the network and among servers, which may differ. */
  place: string;
  name: string;
  /** How many routes it makes to each other member; -1 is one. */
  pool: number;
  /** Its routes: the member that each leads to, and the account that alone uses it. */
  routes: { to: string; account: string }[];
}

/**
 * Waits until the members of each cluster that run have all their routes to each other. Two that dial each other at once
 * may close both connections, and they dial again after a second. An account is told of over one route of a pool alone, so
 * all of it must be there. Routes that do not come are waited for until none has come for a while.
 */
export async function routed(running: Running): Promise<void> {
  const groups = groupsOf(running.derived);
  const areOne = (one: Member, other: Member) => {
    const group = groups.get(one.place) ?? [];
    const cluster = (place: string) => group.find(({ name }) => name === place)?.cluster;
    const [own, others] = [cluster(one.place), cluster(other.place)];
    // A member without a name for its cluster takes that of the others.
    const isNamed = own !== undefined && others !== undefined;
    return group.some(({ name }) => name === other.place) && !(isNamed && own !== others);
  };
  const isWhole = (members: Member[]) =>
    members.every((one) =>
      members.every((other) => one === other || !areOne(one, other) || areRouted(one, other)),
    );
  let seen = '';
  let end = 0;
  for (;;) {
    const members = await membersOf(running);
    if (members && isWhole(members)) return;
    const shown = JSON.stringify(members ?? 'one has ended');
    const now = performance.now();
    if (shown !== seen) end = now + patience;
    else if (now >= end) return;
    seen = shown;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether one member has all routes to another: those of the pool, and one for each account that has its own. */
function areRouted(one: Member, other: Member): boolean {
  const pool = Math.min(one.pool, other.pool) < 1 ? 1 : Math.max(one.pool, other.pool);
  const pinned = new Set([...one.routes, ...other.routes].map(({ account }) => account));
  pinned.delete('');
  const made = one.routes.filter(({ to }) => to === other.name).map(({ account }) => account);
  return (
    made.filter((account) => account === '').length >= pool &&
    [...pinned].every((account) => made.includes(account))
  );
}

/** The members of clusters that run; undefined where one has ended while it was asked. */
async function membersOf({ topology, host, server }: Running): Promise<Member[] | undefined> {
  const runs = (name: string) => server(name).type === 'running';
  const places = topology.servers
    .map(({ name }) => name)
    .filter((name) => runs(name) && topology.links.some(isRouteOf(name)));
  try {
    return await Promise.all(
      places.map(async (place) => {
        const [{ server_name: name, cluster }, { routes }] = await Promise.all([
          host.monitor(place, 'varz'),
          host.monitor(place, 'routez'),
        ]);
        const told = (routes ?? []).map(({ remote_name: to = '', account = '' }) => ({
          to,
          account,
        }));
        return { place, name, pool: cluster?.pool_size ?? 1, routes: told };
      }),
    );
  } catch (error) {
    if (places.every(runs)) throw error;
    return undefined;
  }
}

const isRouteOf =
  (name: string) =>
  ({ kind, from, to }: LinkSpec): boolean =>
    kind === 'route' && (from === name || to === name);
