import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { islandsOf } from '../islands.ts';
import { enablesJetStream, hasJetStream, jetStreamAccounts } from '../jetstream.ts';
import { hidesUsers } from '../logins.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, keysAt, placeOf } from '../settings.ts';
import { listed } from '../words.ts';

/**
 * Tried on 2.15.2: JetStream in the server and in none of its accounts answers `JetStream not enabled for account
 * (10039)`, and nothing once a leaf is bound to the account, as in the lab of its page. In an account only: `no responders`.
 */
export const accountWithoutJetStream: Rule = {
  id: 'account-without-jetstream',
  severity: 'error',
  title: 'JetStream is enabled for the server or for an account, and not for both',
  page: '/troubleshooting/account-without-jetstream',
  *look(network) {
    const { confs } = network;
    const { islandOf } = islandsOf(network);
    /** The accounts that reach the JetStream of each server. */
    const reached = new Map(
      [...confs.values()].map((server) => [
        server,
        new Set(jetStreamAccounts(server).map((account) => islandOf(server, account))),
      ]),
    );
    /** Whether an account of a server reaches the JetStream of another. */
    const reaches = (server: ServerConf, account: string) =>
      [...reached].some(
        ([other, islands]) => other !== server && islands.has(islandOf(server, account)),
      );
    for (const server of confs.values()) {
      if (hidesUsers(server)) continue;
      const accounts = server.accounts.filter((name) => name !== server.system);
      if (hasJetStream(server)) {
        if (accounts.length === 0 || jetStreamAccounts(server).length > 0) continue;
        const used = accounts.filter((account) => reaches(server, account));
        yield {
          ...(used.length > 0 && { severity: 'warning' }),
          server: server.name,
          place: placeOf(
            server,
            blocksAt(server, 'jetstream')[0] ?? keysAt(server, 'jetstream')[0],
          ),
          words: `${server.name} has JetStream, and none of its accounts may use it: ${listed(accounts)}. ${used.length > 0 ? `It stands idle, while ${listed(used)} ${used.length === 1 ? 'reaches' : 'reach'} JetStream over a leaf link. Calls to its own domain fail.` : 'Calls end in error 10039, or in a timeout once a leaf is bound to the account.'}`,
          remedy: `Write jetstream: enabled in each account that is to have it.`,
        };
        continue;
      }
      const [key] = keysAt(server, 'accounts.*.jetstream');
      if (!key || server.accounts.every((account) => !enablesJetStream(server, account))) continue;
      yield {
        severity: 'warning',
        server: server.name,
        place: placeOf(server, key),
        words: `An account of ${server.name} enables JetStream, and the server has none. The line has no effect.`,
        remedy: `Add jetstream { domain: ${server.name}, store_dir: "…" } to the configuration of ${server.name}, or remove the line.`,
      };
    }
  },
};
