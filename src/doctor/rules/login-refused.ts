import type { Dial, ServerConf } from '../../lab/derive/server-conf.ts';
import { hidesUsers, leafUsers, userinfoOf } from '../logins.ts';
import { dialledIn, linkOf, type Dialled } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, placeOf, valueAt, valueIn } from '../settings.ts';

/**
 * Tried on 2.15.2: without a login, with a user that the hub does not know, and with another password, also beside a
 * `no_auth_user`. Each time `Leafnode Error 'Authorization Violation'`. A hub without users takes any login.
 */
export const loginRefused: Rule = {
  id: 'login-refused',
  severity: 'error',
  title: 'A hub does not let a remote in',
  page: '/troubleshooting/messages/authorization-violation',
  *look(network) {
    const told = new Set<unknown>();
    for (const dialled of dialledIn(network)) {
      const { remote, dial, hub } = dialled;
      const fault = faultOf(dialled);
      if (!fault || told.has(remote.block)) continue;
      told.add(remote.block);
      const { from, local } = remote;
      const page = pageOf(from, hub, local, fault);
      yield {
        server: from.name,
        ...linkOf(network, from.name, hub.name),
        place: placeOf(from, dial.url),
        words: `${hub.name} refuses this remote of ${from.name}: ${fault.words}. The link for ${local} never comes up.`,
        remedy: fault.remedy,
        ...(page && { page }),
      };
    }
  },
};

interface Fault {
  missing?: true;
  words: string;
  remedy: string;
}

function faultOf({ remote, dial, hub }: Dialled): Fault | undefined {
  const { from, block } = remote;
  const signed = valueIn(from, block, 'credentials') ?? valueIn(from, block, 'nkey');
  if (signed) return undefined;
  const given = userinfoOf(dial);
  if (hub.operatorMode && hub.missing.length === 0)
    return valueAt(hub, 'default_sentinel')
      ? undefined
      : {
          missing: true,
          words: 'it is in operator mode, and the remote names no credentials',
          remedy: `Write credentials: "/path/of/a/user.creds" in the remote: of a user of the account that ${from.name} is to join.`,
        };
  if (hidesUsers(hub)) return undefined;
  const users = leafUsers(hub);
  const token = valueAt(hub, 'authorization.token');
  if (!given) {
    const other = remote.dials.some((each) => userinfoOf(each));
    if (hub.anonymousLeaf !== undefined || other || (users.length === 0 && !token))
      return undefined;
    return {
      missing: true,
      words: `its users log in, and the remote names no user`,
      remedy: `Put a user of ${hub.name} into the URL before the host, as in USER:PASSWORD@${dial.host}. The user decides the account.`,
    };
  }
  if (users.length === 0 && (!token || isUnknown(token.text) || token.text === given.user))
    return undefined;
  const user = users.find(({ name }) => name.text === given.user);
  if (!user)
    return isVariable(given.user) || users.some(({ name }) => isUnknown(name.text))
      ? undefined
      : {
          // A user without a password may be a token, which is a secret.
          words: `it has no ${given.password === undefined ? 'such user or token' : `user ${given.user}`}${isOwnList(hub) ? ' in leafnodes.authorization, and where that has users, no others come in' : ''}`,
          remedy: `Name a user in the URL that ${hub.name} has, or add this one there.`,
        };
  const { password } = user;
  if (!password || isUnknown(password.text) || isVariable(given.password ?? '')) return undefined;
  return password.text === (given.password ?? '')
    ? undefined
    : {
        words: `its user ${given.user} has another password`,
        remedy: `Give the URL the password that ${hub.name} has for ${given.user}.`,
      };
}

/** A value that a configuration does not tell: a hash, or what the environment has. */
const isUnknown = (text: string): boolean => /^\$/.test(text) || text === '';
const isVariable = (text: string): boolean => text.includes('$');

const isOwnList = (hub: ServerConf): boolean =>
  blocksAt(hub, 'leafnodes.authorization.users').length > 0 ||
  valueAt(hub, 'leafnodes.authorization.user') !== undefined;

function pageOf(
  from: ServerConf,
  hub: ServerConf,
  local: Dial['local'],
  { missing }: Fault,
): string | undefined {
  if (local === from.system && from.domain !== undefined && from.domain === hub.domain)
    return '/troubleshooting/no-meta-leader';
  return missing && '/troubleshooting/leaf-without-credentials';
}
