import { hasJetStream } from '../jetstream.ts';
import { remotesOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, placeOf, valueAt, valuesAt } from '../settings.ts';

/**
 * Tried on 2.15.2: JetStream with a `cluster` block does not start without routes (`requires configured routes`), with
 * gateways neither, nor without `cluster.name`, or without `server_name`.
 */
export const jetStreamClusterIncomplete: Rule = {
  id: 'jetstream-cluster-incomplete',
  severity: 'error',
  title: 'A JetStream cluster lacks routes or a name',
  page: '/troubleshooting/messages/jetstream-cluster-requires-setting',
  *look(network) {
    for (const server of network.confs.values()) {
      const [block] = blocksAt(server, 'cluster');
      const listens = server.listeners.some(({ kind }) => kind === 'route');
      if (!block || !listens || !hasJetStream(server)) continue;
      const begins = (key: string) =>
        `JetStream of ${server.name} is in a cluster, and ${key}. It does not start.`;
      const rest = { server: server.name, place: placeOf(server, block) };
      const system = remotesOf(network, server).some(({ local }) => local === server.system);
      if (valuesAt(server, 'cluster.routes').length === 0 && !system)
        yield {
          ...rest,
          words: begins('the cluster block has no routes'),
          remedy:
            blocksAt(server, 'gateway').length === 0
              ? 'List all members in routes, or remove the cluster block of a single server.'
              : 'List all members in routes, this one too: a route to itself is enough for a cluster of one with gateways.',
          page: '/troubleshooting/messages/jetstream-cluster-requires-routes',
        };
      if (valueAt(server, 'cluster.name') === undefined)
        yield {
          ...rest,
          words: begins('the cluster has no name'),
          remedy: 'Write the same name in the cluster block of each member.',
          page: '/troubleshooting/messages/jetstream-cluster-requires-cluster-name',
        };
      if (valueAt(server, 'server_name') === undefined)
        yield {
          ...rest,
          words: begins('the configuration has no server_name'),
          remedy:
            'Give each member a server_name of its own, and keep it: JetStream knows the members by it.',
        };
    }
  },
};
