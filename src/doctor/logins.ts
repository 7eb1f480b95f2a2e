import type { Block, Scalar } from '../lab/conf/conf-text.ts';
import { firstBy } from '../lab/conf/in-order.ts';
import { goUrl } from '../lab/conf/go-url.ts';
import type { Derived } from '../lab/derive/derive.ts';
import { globalAccount, type Dial, type ServerConf } from '../lab/derive/server-conf.ts';
import { blocksAt, blocksIn, valueAt, valueIn } from './settings.ts';
import { remotesIn, type Remote } from './remotes.ts';

/** A user of a configuration. */
export interface Login {
  /** Its name, or its public key. */
  name: Scalar;
  password: Scalar | undefined;
  account: string;
  /** The map that defines it. */
  block: Block;
}

/**
 * Whether a configuration does not tell the users: an operator has signed them, a certificate or a service decides, or a
 * file that it includes was not given.
 */
export const hidesUsers = (server: ServerConf): boolean =>
  server.missing.length > 0 || server.operatorMode || server.decidedBy !== undefined;

/** The users in the maps at paths. */
function loginsAt(server: ServerConf, ...paths: string[]): Login[] {
  const accounts = firstBy(server.accounts, (name) => name.toLowerCase());
  return paths
    .flatMap((path) => blocksAt(server, path))
    .flatMap((block) => {
      const name = valueIn(server, block, 'user') ?? valueIn(server, block, 'nkey');
      if (!name) return [];
      const password = valueIn(server, block, 'password');
      const [top, key] = block.path;
      const account =
        valueIn(server, block, 'account')?.text ??
        ((top === 'accounts' && accounts.get(key!)) || globalAccount);
      return [{ name, password, account, block }];
    });
}

/** All users that a configuration has, for clients and leaf nodes. */
export const loginsOf = (server: ServerConf): Login[] => [
  ...leafLogins(server),
  ...clientLogins(server),
];

/** The users of a configuration that come in as clients. */
export const clientLogins = (server: ServerConf): Login[] =>
  loginsAt(server, 'accounts.*.users', 'authorization', 'authorization.users');

const leafLogins = (server: ServerConf): Login[] =>
  loginsAt(server, 'leafnodes.authorization', 'leafnodes.authorization.users');

/**
 * The users that may come in as leaf nodes. Tried on 2.15.2: users in `leafnodes.authorization` are the only ones, and
 * `no_auth_user` does not count beside them; a `timeout` or an `account` alone changes nothing.
 */
export function leafUsers(server: ServerConf): readonly Login[] {
  const before = known.get(server);
  if (before) return before;
  const own = leafLogins(server);
  const users = own.length > 0 ? own : clientLogins(server);
  known.set(server, users);
  return users;
}

const known = new WeakMap<ServerConf, readonly Login[]>();

/** The user and the password of a URL. */
export function userinfoOf({ url }: Dial): { user: string; password?: string } | undefined {
  const { user, password } = goUrl(url.text) ?? {};
  if (!user && !password) return undefined;
  return { user: user ?? '', ...(password !== undefined && { password }) };
}

/** Answers the user of a server that a remote logs in as there, where both configurations tell. */
function loginsThere(): (dial: Dial, there: ServerConf) => Login | undefined {
  const known = new Map<ServerConf, Map<string, Login>>();
  return (dial, there) => {
    const logins = known.get(there) ?? firstBy(leafUsers(there), ({ name }) => name.text);
    known.set(there, logins);
    const user = userinfoOf(dial)?.user ?? valueAt(there, 'no_auth_user')?.text;
    return user === undefined ? undefined : logins.get(user);
  };
}

/** Each remote with the user that it logs in as. */
export function* leafLoginsIn(
  network: Derived,
): Generator<{ remote: Remote; hub: ServerConf; login: Login }> {
  const loginThere = loginsThere();
  for (const remote of remotesIn(network)) {
    const seen = new Set<Login>();
    for (const dial of remote.dials)
      for (const hub of remote.to.filter(({ name }) => dial.to.includes(name))) {
        const login = loginThere(dial, hub);
        if (!login || seen.has(login)) continue;
        seen.add(login);
        yield { remote, hub, login };
      }
  }
}

/** The maps of permissions that hold for a user: its own, or the usual ones of its account or server. */
export function permissionsOf(server: ServerConf, { block }: Login): readonly Block[] {
  const own = blocksIn(server, block, 'permissions');
  if (own.length > 0) return own;
  const { path } = block;
  if (path[0] === 'authorization') return blocksAt(server, 'authorization.permissions');
  return path[0] === 'accounts'
    ? blocksAt(server, ['accounts', path[1]!, 'default_permissions'])
    : [];
}
