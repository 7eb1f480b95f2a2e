import {
  createAccount,
  createOperator,
  createUser,
  encodeAccount,
  encodeGeneric,
  encodeOperator,
  encodeUser,
  fmtCreds,
  fromSeed,
  type Account as AccountJwt,
  type KeyPair,
  type User as UserJwt,
} from '@nats-io/jwt';
import type { LabMessage, Requester } from '../network/lab-client.ts';
import type { AccountLimits } from '../topology/topology.ts';

/** An operator: servers that trust its JWT trust the accounts that it has signed. */
export interface Operator {
  keys: KeyPair;
  jwt: string;
}

/** What signs accounts: an operator, or a signing key of it alone. */
export type Signer = Pick<Operator, 'keys'>;

/** An account as its operator has signed it last. */
export interface Account {
  name: string;
  keys: KeyPair;
  limits: AccountLimits;
  /** What it gives to other accounts, and what it takes from them. */
  shares?: Shares;
  /** By public key of a user, when it was revoked, in seconds since the Unix epoch. */
  revocations: Readonly<Record<string, number>>;
  jwt: string;
}

/** A user that an account has signed. */
export interface User {
  name: string;
  publicKey: string;
  /** The text of its `.creds` file. */
  creds: string;
}

/** The exports, the imports and the subject mappings of an account, as its JWT has them. */
export type Shares = Pick<AccountJwt, 'exports' | 'imports'> & {
  /** By subject, what it becomes. */
  mappings?: Readonly<Record<string, { subject: string }[]>>;
};

/** What a user may publish and subscribe, and how it may connect, by the names of its JWT. */
export type UserClaims = Partial<
  Pick<UserJwt, 'pub' | 'sub' | 'subs' | 'payload' | 'allowed_connection_types'>
>;

/** An operator or an account as it is kept in a file: with its seed. */
export type Kept<T extends Operator | Account> = Omit<T, 'keys'> & { seed: string };

/** Limits of an account that has none, as `nsc` writes them. */
const unlimited = { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true };
const connections = { conn: -1, leaf: -1 };

const now = (): number => Math.floor(Date.now() / 1000);

export async function makeOperator(name: string): Promise<Operator> {
  const keys = createOperator();
  return { keys, jwt: await encodeOperator(name, keys) };
}

export const makeAccount = (
  operator: Signer,
  name: string,
  limits: AccountLimits = {},
  shares: Shares = {},
): Promise<Account> =>
  signAccount(operator, { name, keys: createAccount(), limits, shares, revocations: {} });

/** Gives an account other limits. Servers learn of it by `push`. */
export const withLimits = (
  operator: Signer,
  account: Account,
  limits: AccountLimits,
): Promise<Account> =>
  signAccount(operator, { ...account, limits: { ...account.limits, ...limits } });

/** Revokes all that users have been given so far, by their public keys. Servers learn of it by `push`. */
export const withoutUsers = (
  operator: Signer,
  account: Account,
  publicKeys: readonly string[],
): Promise<Account> => {
  const revoked = Object.fromEntries(publicKeys.map((key) => [key, now()]));
  return signAccount(operator, {
    ...account,
    revocations: { ...account.revocations, ...revoked },
  });
};

/** Gives an account other exports and imports. */
export const withShares = (
  operator: Operator,
  account: Account,
  shares: Shares,
): Promise<Account> => signAccount(operator, { ...account, shares });

async function signAccount(operator: Signer, account: Omit<Account, 'jwt'>): Promise<Account> {
  const { name, keys, limits, shares, revocations } = account;
  const claims = { limits: { ...unlimited, ...connections, ...limits }, ...shares, revocations };
  return { ...account, jwt: await encodeAccount(name, keys, claims, { signer: operator.keys }) };
}

/** Makes of an operator or an account what can be kept in a file. */
export function kept<T extends Operator | Account>({ keys, ...rest }: T): Kept<T> {
  return { ...rest, seed: new TextDecoder().decode(keys.getSeed()) };
}

/** The operator or the account that has been kept. */
export function keptNoMore<T extends Operator | Account>({ seed, ...rest }: Kept<T>): T {
  return { ...rest, keys: fromSeed(new TextEncoder().encode(seed)) } as unknown as T;
}

/** Signs a user whose seed is elsewhere, and answers its JWT. */
export const signUser = (
  account: Account,
  name: string,
  publicKey: string,
  claims: UserClaims,
): Promise<string> => encodeUser(name, publicKey, account.keys, claims);

/** @param lifetime the seconds for which it is taken; for good without */
export async function makeUser(
  account: Account,
  name: string,
  lifetime?: number,
  claims: UserClaims = {},
): Promise<User> {
  const keys = createUser();
  const until = lifetime === undefined ? {} : { exp: now() + lifetime };
  const jwt = await encodeUser(name, keys, account.keys, claims, until);
  return {
    name,
    publicKey: keys.getPublicKey(),
    creds: new TextDecoder().decode(fmtCreds(jwt, keys)),
  };
}

/**
 * Gives an account, as it was signed last, to the resolver of a server.
 * @param system a client of that server that is a user of the system account
 * @throws Error with the server's own words, if it does not take it
 */
export async function push(system: Requester, { jwt }: Pick<Account, 'jwt'>): Promise<void> {
  const { data } = await system.request('$SYS.REQ.CLAIMS.UPDATE', jwt, { timeout: 5000 });
  const answer = JSON.parse(new TextDecoder().decode(data)) as {
    error?: { description: string };
  };
  if (answer.error) throw new Error(answer.error.description);
}

/**
 * Removes accounts from the resolvers of all servers that hear it: their connections end.
 * @param system a client that is a user of the system account
 * @throws Error with a server's own words, if one does not do it, or if none does
 */
export async function deleteAccounts(
  system: Gatherer,
  operator: Signer,
  ids: readonly string[],
): Promise<void> {
  const wish = await encodeGeneric('delete', operator.keys, 'generic', { accounts: [...ids] });
  const answers = await system.requestMany('$SYS.REQ.CLAIMS.DELETE', wish);
  let heard = 0;
  for await (const { data } of answers) {
    const { error } = JSON.parse(new TextDecoder().decode(data)) as {
      error?: { description: string };
    };
    if (error) throw new Error(error.description);
    heard++;
  }
  if (heard === 0) throw new Error('no server deletes accounts');
}

/** A client that hears several answers to a request. */
interface Gatherer {
  requestMany: (
    subject: string,
    payload: string,
  ) => Promise<AsyncIterable<Pick<LabMessage, 'data'>>>;
}
