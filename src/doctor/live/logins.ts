import type { ServerConf } from '../../lab/derive/server-conf.ts';
import type { Login } from '../../lab/topology/topology.ts';
import { clientLogins, permissionsOf, type Login as ConfLogin } from '../logins.ts';
import { valueAt } from '../settings.ts';
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
const hashed = /^\$2[abxy]\$/;

/**
 * The ways in that a configuration tells of: users with a password in plain text, and anonymous clients where those are
 * taken. The first of an account may do most.
 */
function doorsIn(conf: ServerConf): Door[] {
  const users = clientLogins(conf);
  const isWhole = (login: ConfLogin) => permissionsOf(conf, login).length === 0;
  const doors = users.flatMap((login): Door[] => {
    const { account, name, password } = login;
    return password === undefined || hashed.test(password.text)
      ? []
      : [{ account, whole: isWhole(login), login: { user: name.text, pass: password.text } }];
  });
  const noAuthUser = valueAt(conf, 'no_auth_user')?.text;
  const anonymous = users.find(({ name }) => name.text === noAuthUser);
  if (conf.anonymous !== undefined)
    doors.push({ account: conf.anonymous, whole: !anonymous || isWhole(anonymous) });
  return doors.sort((a, b) => Number(b.whole) - Number(a.whole));
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
  const own = doorsIn(running.derived.confs.get(server)!);
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
