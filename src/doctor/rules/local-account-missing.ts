import { globalAccount, type ServerConf } from '../../lab/derive/server-conf.ts';
import { hidesUsers } from '../logins.ts';
import { remotesIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueIn, valuesAt } from '../settings.ts';

/**
 * Tried on 2.15.2: the server ends with `cannot find local account "NONE" specified in leafnode remote`, or `… in
 * leafnode authorization`.
 */
export const localAccountMissing: Rule = {
  id: 'local-account-missing',
  severity: 'error',
  title: 'A leafnodes block names an account that its server does not have',
  page: '/troubleshooting/messages/cannot-find-local-account',
  *look(network) {
    for (const { from, block } of remotesIn(network)) {
      const named = valueIn(from, block, 'account');
      if (!named?.type || hidesUsers(from) || isKnown(from, named.text)) continue;
      yield {
        server: from.name,
        place: placeOf(from, named),
        words: `This remote binds account ${named.text}, which ${from.name} does not have. The server does not start.`,
        remedy: `Name an account of ${from.name} in the remote, or define ${named.text} in its accounts block. The account of the other side follows from the login.`,
      };
    }
    for (const server of network.confs.values())
      for (const path of ['leafnodes.authorization', 'leafnodes.authorization.users'])
        for (const named of valuesAt(server, `${path}.account`)) {
          if (!named.type || hidesUsers(server) || isKnown(server, named.text)) continue;
          yield {
            server: server.name,
            place: placeOf(server, named),
            words: `A user in the leafnodes block of ${server.name} is of account ${named.text}, which ${server.name} does not have. The server does not start.`,
            remedy: `Name an account of ${server.name}, or define ${named.text} in its accounts block.`,
          };
        }
  },
};

const isKnown = (server: ServerConf, name: string): boolean => {
  const names =
    known.get(server) ?? new Set([...server.accounts, globalAccount, '$SYS', server.system]);
  known.set(server, names);
  return names.has(name);
};

const known = new WeakMap<ServerConf, Set<string>>();
