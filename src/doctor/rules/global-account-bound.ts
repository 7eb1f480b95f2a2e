import { globalAccount } from '../../lab/derive/server-conf.ts';
import { loginsOf } from '../logins.ts';
import { remotesIn, remotesOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';
import { listed } from '../words.ts';

/**
 * Tried on 2.15.2: a leaf with an account APP, and a remote without `account`. The link comes up, the only hint is
 * `Leafnode connection created for account: $G`, and a message of APP does not cross.
 */
export const globalAccountBound: Rule = {
  id: 'global-account-bound',
  severity: 'error',
  title: 'A remote binds $G, where no application is',
  page: '/troubleshooting/accounts-without-a-remote',
  *look(network) {
    const unbound = new Map(
      [...network.confs.values()].map((server) => {
        const bound = new Set(remotesOf(network, server).map((remote) => remote.local));
        return [
          server,
          server.accounts.filter((name) => name !== server.system && !bound.has(name)),
        ];
      }),
    );
    for (const { from, dials, local } of remotesIn(network)) {
      if (local !== globalAccount) continue;
      const others = unbound.get(from)!;
      if (others.length === 0) continue;
      const isUsed = loginsOf(from).some(({ account }) => account === globalAccount);
      yield {
        // Users of $G itself are joined by it.
        ...(isUsed && { severity: 'note' as const }),
        server: from.name,
        place: placeOf(from, dials[0].url),
        words: `This remote of ${from.name} names no account, so it binds $G. Messages of ${listed(others)} do not cross it.`,
        remedy: `Write account: ${others[0]} in the remote${others.length > 1 ? ', and a remote for each further account' : ''}.`,
      };
    }
  },
};
