import { globalAccount } from '../../lab/derive/server-conf.ts';
import { hidesUsers } from '../logins.ts';
import { remotesIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueIn } from '../settings.ts';

/** Tried on 2.15.2: the server ends with `cannot find local account "NONE" specified in leafnode remote`. */
export const localAccountMissing: Rule = {
  id: 'local-account-missing',
  severity: 'error',
  title: 'A remote names an account that its server does not have',
  page: '/troubleshooting/messages/cannot-find-local-account',
  *look(network) {
    for (const { from, block } of remotesIn(network)) {
      const named = valueIn(from, block, 'account');
      if (!named?.type || hidesUsers(from)) continue;
      if ([...from.accounts, globalAccount, '$SYS', from.system].includes(named.text)) continue;
      yield {
        server: from.name,
        place: placeOf(from, named),
        words: `This remote binds account ${named.text}, which ${from.name} does not have. The server does not start.`,
        remedy: `Name an account of ${from.name} in the remote, or define ${named.text} in its accounts block. The account of the other side follows from the login.`,
      };
    }
  },
};
