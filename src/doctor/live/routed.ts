import type { Running } from './running.ts';

/** How long members of a cluster may take to find each other, in milliseconds. */
export const routePatience = 3000;

/**
 * Waits until the members of each cluster that run have all their routes to each other. Two that dial each other at once
 * may close both connections, and they dial again after a second. An account is told of over one route of a pool alone, so
 * all of it must be there. Members that have had their time and are not routed are not waited for.
 */
export async function routed({ topology, host, server, since }: Running): Promise<void> {
  const up = topology.servers.filter(({ name }) => server(name).type === 'running');
  const clusters = new Set(up.flatMap(({ cluster }) => cluster ?? []));
  const isRouted = async (names: readonly string[]) => {
    const members = await Promise.all(
      names.map(async (name) => {
        const [{ cluster }, { routes }] = await Promise.all([
          host.monitor(name, 'varz'),
          host.monitor(name, 'routez'),
        ]);
        // That of an account which has its own is none of the pool.
        const pooled = (routes ?? []).filter(({ account }) => !account);
        return { name, pool: cluster?.pool_size ?? 1, pooled };
      }),
    );
    return members.every(({ name, pool, pooled }) =>
      members.every((other) => {
        const made = pooled.filter(({ remote_name: remote }) => remote === other.name).length;
        return other.name === name || made >= Math.max(1, pool, other.pool);
      }),
    );
  };
  const wait = async (names: readonly string[]) => {
    const end = Math.max(...names.map((name) => since(name) ?? 0)) + routePatience;
    while (Date.now() < end && !(await isRouted(names)))
      await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const membersOf = (name: string) => up.filter(({ cluster }) => cluster === name);
  await Promise.all([...clusters].map((name) => wait(membersOf(name).map((each) => each.name))));
}
