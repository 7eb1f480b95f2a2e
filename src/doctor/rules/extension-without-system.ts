import { hasJetStream } from '../jetstream.ts';
import { remotesOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, placeOf, valueAt } from '../settings.ts';

/** Tried on 2.15.2: a leaf that will extend, without a remote for its system account, is a JetStream of its own. */
export const extensionWithoutSystem: Rule = {
  id: 'extension-without-system',
  severity: 'warning',
  title: 'A leaf that is to extend the hub’s JetStream has no remote for the system account',
  page: '/guides/extending-a-domain',
  *look(network) {
    for (const server of network.confs.values()) {
      const hint = valueAt(server, 'jetstream.extension_hint');
      const remotes = remotesOf(network, server);
      if (hint?.text !== 'will_extend' || !hasJetStream(server) || remotes.length === 0) continue;
      if (blocksAt(server, 'cluster').length > 0) continue;
      if (remotes.some(({ local }) => local === server.system)) continue;
      yield {
        server: server.name,
        place: placeOf(server, hint),
        words: `${server.name} is to extend the hub’s JetStream (will_extend), and no remote joins the system accounts. It is a JetStream of its own instead.`,
        remedy: `Add a remote with account: ${server.system} and a login of the hub’s system account, or remove the hint and give ${server.name} a domain of its own.`,
      };
    }
  },
};
