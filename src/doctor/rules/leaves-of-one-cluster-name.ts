import { groupsOf, hasUnknownRoutes } from '../groups.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';
import { waysOf } from '../ways.ts';

/** Seen on 2.15.2 in the lab of its page: both leaves are connected, and no interest of one is told to the other. */
export const leavesOfOneClusterName: Rule = {
  id: 'leaves-of-one-cluster-name',
  severity: 'error',
  title: 'Two leaves of a hub have one cluster name, and no routes',
  page: '/troubleshooting/leaves-of-one-cluster-name',
  *look(network) {
    const groups = groupsOf(network);
    const told = new Set<string>();
    const ways = waysOf(network);
    for (const [at, { remote, there, account }] of ways.entries()) {
      const { from } = remote;
      if (from.cluster === undefined || told.has(from.name) || hasUnknownRoutes(network, from))
        continue;
      const other = ways
        .slice(0, at)
        .find(
          (each) =>
            each.remote.from.cluster === from.cluster &&
            each.there === there &&
            each.account === account &&
            groups.get(each.remote.from.name) !== groups.get(from.name) &&
            !hasUnknownRoutes(network, each.remote.from),
        )?.remote.from;
      if (!other) continue;
      told.add(from.name);
      yield {
        server: from.name,
        place: placeOf(from, valueAt(from, 'cluster.name')),
        words: `${other.name} and ${from.name} both have the cluster name ${from.cluster}, and no routes to each other. Their hub takes them for one cluster and passes nothing between them.`,
        remedy: `Give ${from.name} a cluster name of its own or no cluster block, or, if they are one cluster, list both in routes.`,
      };
    }
  },
};
