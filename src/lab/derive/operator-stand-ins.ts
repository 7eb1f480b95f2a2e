import { claimsIn, type Claims } from '../credentials/claims.ts';
import {
  makeAccount,
  makeOperator,
  makeUser,
  withShares,
  type Account,
  type Operator,
  type Shares,
  type UserClaims,
} from '../credentials/signing.ts';
import type { AccountLimits } from '../topology/topology.ts';
import { accountKeyOf, globalAccount } from './accounts.ts';
import type { Derived } from './derive.ts';
import type { GivenFile, StandIn } from './given.ts';
import type { Once } from './made-once.ts';
import { namedFiles } from './named-files.ts';
import type { Dial, ServerConf } from './server-conf.ts';

/** Limits of an account of which nothing is known. */
const unlimited: AccountLimits = {
  mem_storage: -1,
  disk_storage: -1,
  streams: -1,
  consumer: -1,
};

interface Made {
  standIns: StandIn[];
  /** Configurations that have other keys now. */
  files: Map<string, GivenFile>;
}

/** Makes an operator with the accounts that configurations name, where a file of an operator or of a user is missing. */
export async function operatorStandIns(derived: Derived, once: Once): Promise<Made> {
  const { confs, files } = derived;
  const named = [...confs.values()].flatMap((conf) =>
    namedFiles(conf, files)
      .filter(({ use }) => use === 'operator' || use === 'credentials')
      .map((file) => ({ conf, ...file })),
  );
  if (named.every(({ given }) => given)) return { standIns: [], files: new Map() };

  const claims = [...files.values()].flatMap(({ text }) => claimsIn(text));
  const operator = await once(['operator'], () => makeOperator('STAND-IN'));
  const trusting = [...confs.values()].filter(({ operatorMode }) => operatorMode);
  const accounts = await accountsFor(operator, trusting, claims, once);
  const swapped = new Map([...accounts].map(([key, { keys }]) => [key, keys.getPublicKey()]));
  for (const each of claims) {
    if (each.type === 'operator') {
      for (const key of [each.subject, ...each.signingKeys])
        swapped.set(key, operator.keys.getPublicKey());
      swapped.set(each.jwt, operator.jwt);
    }
    if (each.type === 'account') swapped.set(each.jwt, accounts.get(each.subject)!.jwt);
  }

  const standIns: StandIn[] = [];
  for (const { conf, path, use, given } of named) {
    if (standIns.some((made) => made.conf === conf.path && made.path === path)) continue;
    const user = claimsIn(given?.text ?? '').find(({ type }) => type === 'user');
    const text =
      use === 'operator'
        ? operator.jwt
        : await credsFor(conf, path, user ? accounts.get(accountKeyOf(user)) : undefined, user);
    standIns.push({ server: conf.name, conf: conf.path, path, use, text });
  }
  return { standIns, files: trusting.length === 0 ? new Map<string, GivenFile>() : rewritten() };

  /** Credentials of the account that was given them before, or of the one that a remote most likely means. */
  async function credsFor(
    conf: ServerConf,
    path: string,
    known: Account | undefined,
    user: Claims | undefined,
  ): Promise<string> {
    const dial = conf.dials.find(({ credentials }) => credentials === path);
    const account = known ?? (await likely(conf, dial, path));
    const permissions = (user?.nats ?? {}) as UserClaims & Record<string, unknown>;
    const { pub, sub } = permissions;
    const allowed = { ...(pub && { pub }), ...(sub && { sub }) };
    const name = user?.name ?? stem(path);
    const of = ['user', conf.path, path, account.keys.getPublicKey(), name, allowed];
    return (await once(of, () => makeUser(account, name, undefined, allowed))).creds;
  }

  async function likely(conf: ServerConf, dial: Dial | undefined, path: string): Promise<Account> {
    const there = confs.get(dial?.to[0] ?? '');
    const key = (name: string) =>
      conf.accountKeys.get(name) ?? there?.accountKeys.get(name) ?? name;
    const system = accounts.get(key(there?.system ?? '')) ?? systemIn(accounts);
    const own = dial && dial.local !== globalAccount ? accounts.get(key(dial.local)) : undefined;
    if (own) return own;
    if (system && /(^|[^a-z])sys(tem)?([^a-z]|$)/i.test(stem(path))) return system;
    const others = [...accounts.values()].filter((account) => account !== system);
    const words = stem(path).toLowerCase();
    const alike = others.find(({ name }) => words.includes(name.toLowerCase()));
    const only = others.length === 1 ? others[0] : undefined;
    const name = stem(path).toUpperCase();
    const made = () => once(['account', `=${name}`], () => makeAccount(operator, name, unlimited));
    const account = alike ?? only ?? (await made());
    accounts.set(`=${account.name}`, account);
    return account;
  }

  /** Configurations in which the stand-ins stand where the keys of the others did. */
  function rewritten(): Map<string, GivenFile> {
    const changed = new Map<string, GivenFile>();
    for (const file of files.values()) {
      let { text } = file;
      for (const [old, now] of swapped) text = text.replaceAll(old, now);
      if (text !== file.text) changed.set(file.path, { ...file, text });
    }
    for (const conf of trusting) {
      const file = changed.get(conf.path) ?? files.get(conf.path)!;
      changed.set(conf.path, { ...file, text: `${file.text.trimEnd()}\n${preload(conf)}` });
    }
    return changed;
  }

  function preload({ conf }: ServerConf): string {
    const every = new Set(accounts.values());
    const lines = [...every].map(({ keys, jwt }) => `  ${keys.getPublicKey()}: ${jwt}\n`);
    const setsSystem = conf.keys.some(({ path }) => /^system(_account)?$/.test(path.join('\n')));
    const system = systemIn(accounts);
    const names = system && !setsSystem ? `system_account: ${system.keys.getPublicKey()}\n` : '';
    return `resolver_preload {\n${lines.join('')}}\n${names}`;
  }
}

const stem = (path: string): string =>
  path
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.[^.]*$/, '') || 'user';

/** An account for each that JWTs or configurations name by a public key; by that key. */
async function accountsFor(
  operator: Operator,
  trusting: readonly ServerConf[],
  claims: readonly Claims[],
  once: Once,
): Promise<Map<string, Account>> {
  const made = (key: string, name: string, limits: AccountLimits) =>
    once(['account', key, name, limits], () => makeAccount(operator, name, limits));
  const accounts = new Map<string, Account>();
  const known = new Map(
    claims.flatMap((each): [string, Claims][] =>
      each.type === 'account' ? [[each.subject, each]] : [],
    ),
  );
  for (const { name, subject, nats } of known.values())
    accounts.set(subject, await made(subject, name, limitsOf(nats)));
  for (const { conf } of trusting) {
    for (const { key, text, block } of conf.scalars) {
      if (!/^A[A-Z2-7]{55}$/.test(text) || accounts.has(text)) continue;
      const isSystem = /^system(_account)?$/.test(key);
      // A name that is a key would be taken for the key of what runs.
      const known = `STAND-IN-${text.slice(0, 8)}`;
      const name = isSystem ? 'SYS' : block.path.length === 0 ? key.toUpperCase() : known;
      accounts.set(text, await made(text, name, isSystem ? {} : unlimited));
    }
  }
  if (trusting.length > 0 && !systemIn(accounts))
    accounts.set('=SYS', await made('=SYS', 'SYS', {}));
  // What accounts share names others by their keys, so it waits until all have new ones.
  for (const [subject, { nats }] of known) {
    const account = accounts.get(subject)!;
    const shares = sharesOf(nats, accounts);
    const of = ['shares', account.jwt, shares];
    accounts.set(subject, await once(of, () => withShares(operator, account, shares)));
  }
  return accounts;
}

/** The account that is most likely the system's. */
const systemIn = (accounts: ReadonlyMap<string, Account>): Account | undefined =>
  [...accounts.values()].find(({ name }) => /^\$?SYS$/i.test(name));

const limitsOf = (nats: Record<string, unknown>): AccountLimits => nats.limits ?? {};

/** What an account shares, with the new keys. Tokens are of the old ones, so none is asked for. */
function sharesOf(nats: Record<string, unknown>, accounts: Map<string, Account>): Shares {
  const { exports = [], imports = [], mappings, default_permissions: permissions } = nats;
  const all = { exports, imports, ...(mappings !== undefined && { mappings }) };
  let text = JSON.stringify({
    ...all,
    ...(permissions !== undefined && { default_permissions: permissions }),
  });
  for (const [old, { keys }] of accounts) text = text.replaceAll(old, keys.getPublicKey());
  return JSON.parse(text, (key, value: unknown) =>
    key === 'token' || key === 'token_req' ? undefined : value,
  ) as Shares;
}
