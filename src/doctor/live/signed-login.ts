import { claimsIn, type Claims } from '../../lab/credentials/claims.ts';
import { accountKeyOf, nameOfAccount } from '../../lab/derive/accounts.ts';
import { findGiven } from '../../lab/derive/find-given.ts';
import type { Dial, ServerConf } from '../../lab/derive/server-conf.ts';
import { blocksAt, valueAt, valueIn } from '../settings.ts';
import type { RemoteRun } from './remotes-run.ts';
import type { Running } from './running.ts';

/** Why a remote that logs in by a JWT has no connection. */
export interface LoginFault {
  /** Set where the account may be known to the server on its own machine, and only here is not. */
  untried?: true;
  /** Half a sentence. */
  words: string;
  remedy: string;
  page?: string;
}

const pages = {
  refused: '/troubleshooting/messages/authorization-violation',
  local: '/troubleshooting/messages/unable-to-lookup-account',
};

/**
 * Tells by the JWTs of both ends what keeps a remote from logging in. Tried on 2.15.2: an account that the hub has no JWT
 * of, a user that has expired, was revoked or was signed by a key that its account does not have, and credentials at
 * a hub without an operator, even one that has their user as an nkey. Each time `Authorization Violation`.
 */
export function loginFault(running: Running, remote: RemoteRun): LoginFault | undefined {
  const { confs } = running.derived;
  const from = confs.get(remote.from);
  if (!from) return undefined;
  const local = accountFault(from, remote.localKey);
  if (local) return { ...local, ...(!local.untried && { page: pages.local }) };
  const hubs = remote.links.flatMap(({ to }) => confs.get(to) ?? []);
  const faults = remote.dials.flatMap((dial) => {
    const user = userOf(running, from, dial);
    return user ? hubs.flatMap((hub) => hubFault(hub, dial.credentials!, user) ?? []) : [];
  });
  const fault = faults.find(({ untried }) => untried) ?? faults[0];
  return fault && { ...fault, ...(!fault.untried && { page: pages.refused }) };
}

/** The user that the credentials of a remote are for. */
function userOf({ derived }: Running, from: ServerConf, { credentials }: Dial): Claims | undefined {
  if (credentials === undefined) return undefined;
  const made = derived.standIns.find(
    ({ conf, path }) => conf === from.path && path === credentials,
  );
  const { text = '' } = made ?? findGiven(derived.files, from.path, credentials) ?? {};
  return claimsIn(text).find(({ type }) => type === 'user');
}

function hubFault(hub: ServerConf, file: string, user: Claims): LoginFault | undefined {
  if (!hub.operatorMode) return unreadFault(hub, file);
  const key = accountKeyOf(user);
  const whose = `the user ${user.name} in ${file}`;
  const account = nameOfAccount(hub, key);
  const fault = accountFault(hub, key);
  if (fault) return { ...fault, words: `${whose} is of account ${account}, and ${fault.words}` };
  const anew = `Make new credentials for ${file}, as by nsc generate creds --account ${account} --name ${user.name}`;
  const ended = expiry(user);
  if (ended !== undefined)
    return {
      words: `${whose} has expired: at ${ended}`,
      remedy: `Give the user more time, as by nsc edit user --account ${account} --name ${user.name} --expiry 1y. ${anew}.`,
    };
  const known = preloaded(hub).get(key);
  if (!known) return undefined;
  if (![known.subject, ...known.signingKeys].includes(user.issuer))
    return {
      words: `${whose} was signed by the key ${user.issuer}, which account ${account} does not have at ${hub.name}`,
      remedy: `Give ${hub.name} the newest JWT of account ${account}, or sign the user by a key that the account has. ${anew}.`,
    };
  const revoked = known.nats.revocations as Record<string, number> | undefined;
  if (revoked && user.subject in revoked)
    return {
      words: `account ${account} has revoked ${whose}`,
      remedy: `Make another user in account ${account}, and put its credentials into ${file}.`,
    };
  return undefined;
}

/** What keeps a server from knowing an account by its JWT: `that account`, since it is named before. */
function accountFault(server: ServerConf, key: string): LoginFault | undefined {
  if (!server.operatorMode || server.missing.length > 0 || !/^A[A-Z2-7]{55}$/.test(key))
    return undefined;
  const { name } = server;
  const known = preloaded(server).get(key);
  if (known) {
    const ended = expiry(known);
    const account = known.name;
    return ended === undefined
      ? undefined
      : {
          words: `the JWT of that account at ${name} has expired: at ${ended}`,
          remedy: `Sign the account again, as by nsc edit account --name ${account} --expiry 1y, and give its JWT to ${name}.`,
        };
  }
  const lookup = lookupOf(server);
  if (lookup === undefined)
    return {
      words: `${name} does not know that account: its JWT is not in the resolver_preload of ${name}`,
      remedy: `Add the JWT of that account to the resolver_preload of ${name}, as nsc generate config --mem-resolver writes it, or name another account.`,
    };
  return {
    untried: true,
    words: `${name} looks up that account ${lookup}, which is not part of what runs here, and its JWT is not in resolver_preload`,
    remedy: `To have it tried, add the JWT of that account to the resolver_preload of ${name}: nsc generate config --mem-resolver writes it.`,
  };
}

/** Where a server finds accounts that it has not preloaded, if there is such a place. */
function lookupOf(server: ServerConf): string | undefined {
  for (const key of ['resolver', 'account_resolver', 'accounts_resolver']) {
    const [block] = blocksAt(server, key);
    const type = block && valueIn(server, block, 'type')?.text;
    if (block && !/^mem/i.test(type ?? '')) return `in the directory of its resolver`;
    const value = valueAt(server, key)?.text;
    if (value !== undefined && !/^mem/i.test(value)) return 'at the URL of its resolver';
    if (block ?? value) return undefined;
  }
  return 'by what its operator names';
}

/** The JWTs of accounts that a configuration has within itself, by their public keys. */
const preloaded = (server: ServerConf): Map<string, Claims> =>
  new Map(
    server.conf.scalars
      .filter(({ block }) => block.path.join() === 'resolver_preload')
      .flatMap(({ text }) => claimsIn(text))
      .map((claims) => [claims.subject, claims]),
  );

/** When a JWT has expired, if it has. */
const expiry = ({ expires }: Claims): string | undefined =>
  expires !== undefined && expires * 1000 <= Date.now()
    ? new Date(expires * 1000).toISOString().replace('.000', '')
    : undefined;

/** A hub without an operator reads no JWT, and a remote with credentials tells nothing else of its user. */
function unreadFault(hub: ServerConf, file: string): LoginFault | undefined {
  const isOpen = hub.leafUsers.length === 0 || hub.anonymousLeaf !== undefined;
  if (isOpen || hub.missing.length > 0 || hub.decidedBy) return undefined;
  return {
    words: `${hub.name} trusts no operator, so it takes no credentials such as ${file}, but the users that its configuration names`,
    remedy: `Log in as a user of ${hub.name}: with its password in the URL, or with its seed as the nkey of the remote. Or have ${hub.name} trust the operator of these credentials.`,
  };
}
