import { readConf, type Block, type ConfText } from '../../lab/conf/conf-text.ts';
import type { Login } from '../../lab/topology/topology.ts';
import type { Running } from './running.ts';

/** A way into an account of a server. */
export interface Door {
  account: string;
  /** Absent for a client that names no user. */
  login?: Login;
  /** Whether the user may publish and subscribe to all. */
  whole: boolean;
}

/** Begins a password that is kept as a hash: the password itself is not in the configuration. */
const hashed = /^\$2[aby]\$/;

/**
 * The ways in that a configuration tells of: users with a password in plain text, and anonymous clients where those are
 * taken. The first of an account may do most.
 */
function doorsIn(config: string): Door[] {
  const conf = readConf(config);
  const users = usersIn(conf);
  const top = (key: string) =>
    conf.scalars.findLast((scalar) => scalar.block.path.length === 0 && scalar.key === key)?.text;
  const noAuthUser = top('no_auth_user');
  const token = conf.scalars.some(
    ({ block, key }) => block.path.join() === 'authorization' && key === 'token',
  );
  const trusts = conf.keys.some(
    ({ path }) =>
      path.length === 1 && /^(operators?|root|roots|trusted(_keys)?|resolver)$/.test(path[0]!),
  );
  const anonymous = users.find(({ name }) => name === noAuthUser);
  const doors: Door[] = users.flatMap(({ name, pass, account, whole }) =>
    pass === undefined || hashed.test(pass)
      ? []
      : [{ account, whole, login: { user: name, pass } }],
  );
  if (anonymous) doors.push({ account: anonymous.account, whole: anonymous.whole });
  else if (users.length === 0 && !token && !trusts) doors.push({ account: '$G', whole: true });
  return doors.sort((a, b) => Number(b.whole) - Number(a.whole));
}

interface User {
  name: string;
  pass: string | undefined;
  account: string;
  whole: boolean;
}

function usersIn(conf: ConfText): User[] {
  const accounts = new Map(
    conf.keys
      .filter(({ path }) => path.length === 2 && path[0] === 'accounts')
      .map(({ path, name }) => [path[1]!, name]),
  );
  const within = (block: Block, path: readonly string[]) =>
    path.every((key, i) => block.path[i] === key);
  return conf.scalars.flatMap((scalar): User[] => {
    const { block, key, text: name } = scalar;
    if (!/^(user|username|nkey)$/.test(key)) return [];
    const [first, account, users] = block.path;
    const isOfAccount = first === 'accounts' && users === 'users' && block.path.length === 3;
    const isTop = first === 'authorization' && block.path.length <= 2;
    if (!isOfAccount && !isTop) return [];
    const pass = conf.scalars.findLast(
      (each) => each.block === block && /^pass(word)?$/.test(each.key),
    )?.text;
    const limited = conf.keys.some(
      ({ block: of, path }) => of === block && /^permissions?$/.test(path.at(-1)!),
    );
    const byDefault = conf.keys.some(
      ({ path, block: of }) =>
        within(of, isOfAccount ? ['accounts', account!] : ['authorization']) &&
        of.path.length === (isOfAccount ? 2 : 1) &&
        path.at(-1) === 'default_permissions',
    );
    return [
      {
        name,
        pass,
        account: isOfAccount ? (accounts.get(account!) ?? account!) : '$G',
        whole: !limited && !byDefault,
      },
    ];
  });
}

/** The account of a user as its credentials tell it: its public key. */
function accountOfCreds(creds: string): string | undefined {
  const jwt = /-----BEGIN NATS USER JWT-----\s+(\S+)/.exec(creds)?.[1];
  const claims = jwt?.split('.')[1];
  if (claims === undefined) return undefined;
  try {
    const text = atob(claims.replaceAll('-', '+').replaceAll('_', '/'));
    const { iss, nats } = JSON.parse(text) as { iss?: string; nats?: { issuer_account?: string } };
    return nats?.issuer_account ?? iss;
  } catch {
    return undefined;
  }
}

/**
 * The ways into the accounts of a server: those that its configuration tells of, or, where it trusts an operator, the
 * credentials at hand, of whichever server they are.
 */
export function doorsOf(running: Running, server: string): Door[] {
  const own = doorsIn(running.config(server));
  if (own.length > 0) return own;
  const creds = [
    ...[...(running.keyring?.users.values() ?? [])].map((user) => user.creds),
    ...[...running.files.values()].flatMap((named) => [...named.values()]),
  ];
  return creds.flatMap((text): Door[] => {
    const account = accountOfCreds(text);
    return account === undefined ? [] : [{ account, whole: false, login: { creds: text } }];
  });
}
