import { scalarIn } from '../conf/conf-index.ts';
import type { Block, ConfText, Scalar } from '../conf/conf-text.ts';
import { firstBy } from '../conf/in-order.ts';
import { accountsOf } from '../conf/server-settings.ts';
import type { Claims } from '../credentials/claims.ts';

/** The account of a server that has no other. */
export const globalAccount = '$G';
/** Stands for an account that configurations do not tell: a certificate or another service decides. */
export const unknownAccount = '?';

/** A user whom a server knows, and the account that it is bound to. */
export interface KnownUser {
  /** Its name, its public key, or, where it has none, its token. */
  login: string;
  account: string;
  /** The password, where it stands there in plain text. */
  pass?: string;
  /** The text of its `.creds` file, where that was given or made. */
  creds?: string;
}

/** The accounts of a server, and who is bound to which. */
export interface Access {
  /** The names of its accounts: of the configuration, or of the operator that it trusts. */
  accounts: string[];
  /** In operator mode, the public keys of accounts, by name. */
  accountKeys: ReadonlyMap<string, string>;
  /** The name of the system account. */
  system: string;
  /** Whether it trusts an operator: then users are told by JWTs. */
  operatorMode: boolean;
  /** Those who log in as clients. */
  users: KnownUser[];
  /** Those who log in as leaf nodes: the same, unless the `leafnodes` block has its own. */
  leafUsers: KnownUser[];
  /** The account of clients that name no user, where they are let in. */
  anonymous: string | undefined;
  /** The account of leaf nodes that name no user, where they are let in. */
  anonymousLeaf: string | undefined;
  /** Set where a certificate or a service decides on the account, so that no configuration tells it. */
  decidedBy?: 'certificate' | 'callout';
}

/** All that was said in JWTs among the files given, and by whom. */
export interface Directory {
  accounts: ReadonlyMap<string, Claims>;
  operators: ReadonlyMap<string, Claims>;
  /** Users, with the texts of their `.creds` files. */
  users: readonly { claims: Claims; creds: string }[];
}

const operatorKeys = /^(operators?|roots?|root_operators?)$/;
const trustedKeys = /^trusted(_keys)?$/;

/** The values at the top of a configuration by which it trusts operators: JWTs, or files with them. */
export const operatorsOf = ({ scalars }: ConfText): Scalar[] =>
  scalars.filter(({ block, key }) => block.path.length === 0 && operatorKeys.test(key));

/** Reads who may log in to a server. */
export function accessOf(
  conf: ConfText,
  directory: Directory,
  fileOf: (named: string) => string | undefined,
): Access {
  const trusted = conf.scalars.filter(
    ({ block, key }) => block.path.length === 0 && trustedKeys.test(key),
  );
  const operators = operatorsOf(conf);
  if (operators.length + trusted.length === 0) return ownAccess(conf);
  const issuers = new Set(trusted.map((scalar) => scalar.text));
  let system = valueAt(conf, /^system(_account)?$/);
  for (const { text: named } of operators) {
    const jwt = named.startsWith('eyJ') ? named : (fileOf(named) ?? '');
    const operator = [...directory.operators.values()].find((each) => jwt.includes(each.jwt));
    for (const key of operator ? [operator.subject, ...operator.signingKeys] : []) issuers.add(key);
    system ??= operator?.systemAccount;
  }
  const preloaded = new Set(
    conf.scalars
      .filter(({ block }) => block.path.join() === 'resolver_preload')
      .map((scalar) => scalar.text),
  );
  const known = [...directory.accounts.values()].filter(
    ({ issuer, jwt }) => issuers.has(issuer) || preloaded.has(jwt),
  );
  const accountKeys = new Map<string, string>();
  for (const { name, subject } of known)
    accountKeys.set(accountKeys.has(name) ? subject : name, subject);
  const names = new Map([...accountKeys].map(([name, key]) => [key, name]));
  const nameOf = (key: string) => names.get(key) ?? nameIn(directory, key);
  const keys = new Set(accountKeys.values());
  const users = directory.users
    .filter(({ claims }) => keys.size === 0 || keys.has(accountKeyOf(claims)))
    .map(({ claims, creds }) => ({
      login: claims.subject,
      account: nameOf(accountKeyOf(claims)),
      creds,
    }));
  return {
    accounts: [...accountKeys.keys()],
    accountKeys,
    system: system === undefined ? '$SYS' : nameOf(system),
    operatorMode: true,
    users,
    leafUsers: users,
    anonymous: undefined,
    anonymousLeaf: undefined,
  };
}

/** The public key of the account that a user belongs to. */
export const accountKeyOf = ({ issuerAccount, issuer }: Claims): string => issuerAccount ?? issuer;

/** The name by which a configuration knows what its server lists as an account: in operator mode a public key. */
export const nameOfAccount = (conf: Pick<Access, 'accountKeys'> | undefined, key: string): string =>
  [...(conf?.accountKeys ?? [])].find((each) => each[1] === key)?.[0] ?? key;

/** The name of an account by its public key, or that key where no JWT of it was given. */
export const nameIn = ({ accounts }: Directory, key: string): string =>
  accounts.get(key)?.name ?? key;

/** Reads who may log in where the configuration itself names users. */
function ownAccess(conf: ConfText): Access {
  const accounts = accountsIn(conf);
  const users = usersOf(conf, accounts);
  const ofLeafs = leafUsersOf(conf);
  const named = valueAt(conf, /^no_auth_user$/);
  const callout = conf.blocks.some(({ path }) =>
    /^authorization\n(auth_callout|auth_hook)$/.test(path.join('\n')),
  );
  const mapped = (at: RegExp) =>
    conf.scalars.some(
      ({ block, key, text: value }) =>
        /^verify_and_map$/.test(key) &&
        at.test(block.path.join('\n')) &&
        /^(true|yes|on)$/i.test(value),
    );
  const certificate = mapped(/^leaf(nodes)?\ntls$/) && (ofLeafs.users?.length ?? 0) > 0;
  const anonymous =
    named !== undefined
      ? users.find(({ login }) => login === named)?.account
      : users.length === 0 && !callout
        ? globalAccount
        : undefined;
  const decidedBy = certificate ? 'certificate' : callout ? 'callout' : undefined;
  return {
    accounts,
    accountKeys: new Map(),
    system: valueAt(conf, /^system(_account)?$/) ?? '$SYS',
    operatorMode: false,
    users,
    leafUsers: ofLeafs.users ?? users,
    anonymous,
    anonymousLeaf: ofLeafs.users
      ? undefined
      : anonymous === globalAccount
        ? (ofLeafs.account ?? globalAccount)
        : anonymous,
    ...(decidedBy && { decidedBy }),
  };
}

/** The accounts of a configuration: a map of them, or a list of their names. */
const accountsIn = (conf: ConfText): string[] => [
  ...accountsOf(conf),
  ...conf.scalars
    .filter(({ block, key }) => block.path.length === 0 && key === 'accounts')
    .map((scalar) => scalar.text),
];

/** The users of the accounts, and those of the server itself. */
function usersOf(conf: ConfText, accounts: string[]): KnownUser[] {
  const names = firstBy(accounts, (name) => name.toLowerCase());
  const ofAccounts = loginsIn(conf, (path) => path[0] === 'accounts' && path[2] === 'users').map(
    (found) => ({
      ...userOf(conf, found),
      account: names.get(found.block.path[1]!) ?? globalAccount,
    }),
  );
  const top = loginsIn(
    conf,
    (path) => path[0] === 'authorization' && (path.length === 1 || path[1] === 'users'),
  ).map((found) => ({ ...userOf(conf, found), account: globalAccount }));
  return [...ofAccounts, ...top];
}

/** The users that the `leafnodes` block has for itself, if it has any: then no other is asked. */
function leafUsersOf(conf: ConfText): { users?: KnownUser[]; account?: string } {
  const isHere = (path: readonly string[]) =>
    /^leaf(nodes)?$/.test(path[0] ?? '') && path[1] === 'authorization';
  const accountAt = (block: Block) => scalarIn(conf, block, 'account')?.text;
  const users = loginsIn(conf, isHere).map((found) => ({
    ...userOf(conf, found),
    account: accountAt(found.block) ?? globalAccount,
  }));
  if (users.length > 0) return { users };
  const block = conf.blocks.find(({ path }) => path.length === 2 && isHere(path));
  const account = block && accountAt(block);
  return account === undefined ? {} : { account };
}

interface Found {
  scalar: Scalar;
  block: Block;
}

function userOf(conf: ConfText, { scalar, block }: Found): Pick<KnownUser, 'login' | 'pass'> {
  const pass = scalarIn(conf, block, 'pass', 'password')?.text;
  const plain = pass !== undefined && !/^\$2[abxy]\$/.test(pass);
  return { login: scalar.text, ...(plain && scalar.key !== 'nkey' && { pass }) };
}

const loginsIn = (conf: ConfText, at: (path: readonly string[]) => boolean): Found[] =>
  conf.scalars.flatMap((scalar) =>
    at(scalar.block.path) && /^(user|username|nkey|token)$/.test(scalar.key)
      ? [{ scalar, block: scalar.block }]
      : [],
  );

const valueAt = (conf: ConfText, key: RegExp): string | undefined =>
  conf.scalars.findLast((scalar) => scalar.block.path.length === 0 && key.test(scalar.key))?.text;
