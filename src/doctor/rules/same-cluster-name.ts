import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { dialledIn, linkOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, placeOf, valueAt } from '../settings.ts';

/**
 * Seen on 2.15.2 in the lab of its page. Tried: a leaf without a `cluster` block whose `server_name` is the name of the
 * hub's cluster is refused as well.
 */
export const sameClusterName: Rule = {
  id: 'same-cluster-name',
  severity: 'error',
  title: 'A leaf has the cluster name of its hub',
  page: '/troubleshooting/same-cluster-name',
  *look(network) {
    const told = new Set<ServerConf>();
    for (const { remote, hub } of dialledIn(network)) {
      const { from } = remote;
      const name = hub.cluster;
      const own = blocksAt(from, 'cluster').length > 0 ? from.cluster : from.serverName;
      if (name === undefined || own !== name || told.has(from)) continue;
      told.add(from);
      yield {
        server: from.name,
        ...linkOf(network, from.name, hub.name),
        place: placeOf(from, valueAt(from, 'cluster.name') ?? valueAt(from, 'server_name')),
        words: `${from.name} and its hub ${hub.name} have the same cluster name, ${name}${from.cluster === undefined ? ' (a server without a cluster is one by its own name)' : ''}. The hub refuses the leaf, and again 30 seconds later.`,
        remedy: `Give ${from.name} a cluster name of its own, or remove its cluster block if it is a single server.`,
      };
    }
  },
};
