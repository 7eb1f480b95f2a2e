import { loginsOf } from '../logins.ts';
import { remotesOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';

/**
 * Seen on 2.15.2 in the lab of its page: hub and leaf have a system account with the same user, and the leaf has no
 * remote for it. `nats server list` at the hub does not show the leaf.
 */
export const serversNotListed: Rule = {
  id: 'servers-not-listed',
  severity: 'note',
  title: 'The system accounts of hub and leaf have one user, and no link',
  page: '/troubleshooting/server-list-without-leaves',
  *look(network) {
    for (const leaf of network.confs.values()) {
      const at = valueAt(leaf, 'system_account');
      const remotes = remotesOf(network, leaf);
      if (!at || remotes.some(({ local }) => local === leaf.system)) continue;
      const operators = systemUsers(leaf);
      const hub = remotes
        .flatMap(({ to }) => to)
        .find((each) => systemUsers(each).some((name) => operators.includes(name)));
      if (!hub) continue;
      yield {
        server: leaf.name,
        place: placeOf(leaf, at),
        words: `${leaf.name} and ${hub.name} have a system account with the same user, and no remote joins the two. nats server list and report at ${hub.name} do not show ${leaf.name}.`,
        remedy: `If they are to, add a remote with account: ${leaf.system} to ${leaf.name}. If not, give the system account of ${leaf.name} a user of its own.`,
      };
    }
  },
};

const systemUsers = (server: Parameters<typeof loginsOf>[0]): string[] =>
  loginsOf(server)
    .filter(({ account }) => account === server.system)
    .map(({ name }) => name.text);
