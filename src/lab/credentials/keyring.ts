import type { LabHost } from '../network/host.ts';
import type { Requester } from '../network/lab-client.ts';
import type { AccountLimits, Login, OperatorSpec, SignedFile } from '../topology/topology.ts';
import {
  makeAccount,
  makeOperator,
  makeUser,
  push,
  withLimits,
  withoutUsers,
  type Account,
  type Operator,
  type User,
} from './signing.ts';

/** The keys of a lab in operator mode. They are in the memory of the page alone, and end with the run. */
export interface Keyring {
  operator: Operator;
  /** The name of the system account. */
  system: string;
  accounts: Map<string, Account>;
  users: Map<string, NamedUser>;
  /** The files that have been made, by server and path. */
  files: Map<string, Map<string, string>>;
}

/** A user by its name: of that name there may have been others before. */
interface NamedUser extends User {
  /** The name of its account. */
  account: string;
  /** Its public key, and those of the others. To revoke the name is to revoke them all. */
  publicKeys: string[];
}

/** What is signed as a lab runs. `at` is the server whose resolver learns of it, or that gets the file. */
export type Signing =
  | { addUser: string; account: string; at: string; file: string; lifetime?: number }
  | { revoke: string; at: string }
  | { limit: string; limits: AccountLimits; at: string };

/** Makes new keys for the operator, its accounts and their users, and signs all of them. */
export async function makeKeyring(spec: OperatorSpec): Promise<Keyring> {
  const operator = await makeOperator(spec.name);
  const keyring: Keyring = {
    operator,
    system: spec.system,
    accounts: new Map(),
    users: new Map(),
    files: new Map(),
  };
  for (const [name, { users, limits }] of Object.entries(spec.accounts)) {
    keyring.accounts.set(name, await makeAccount(operator, name, limits));
    for (const user of users) await addUser(keyring, name, user);
  }
  return keyring;
}

/** Puts the files that a topology asks for on the machines of its servers. */
export async function putFiles(keyring: Keyring, spec: OperatorSpec, host: LabHost): Promise<void> {
  for (const { server, path, text } of signedFiles(keyring, spec))
    await putFile(keyring, host, server, path, text);
}

/** The files that a topology asks for, each with its server and its path there. */
export const signedFiles = (
  keyring: Keyring,
  spec: OperatorSpec,
): { server: string; path: string; text: string }[] =>
  Object.entries(spec.files).flatMap(([server, files]) =>
    Object.entries(files).map(([path, file]) => ({ server, path, text: textOf(keyring, file) })),
  );

/** Signs what is asked for, and gives it to the server that is to know it. */
export async function sign(
  signing: Signing,
  keyring: Keyring,
  host: LabHost,
  connect: (server: string, login: Login) => Promise<Requester>,
): Promise<void> {
  if ('addUser' in signing) {
    const user = await addUser(keyring, signing.account, signing.addUser, signing.lifetime);
    return putFile(keyring, host, signing.at, signing.file, user.creds);
  }
  const { operator } = keyring;
  const changed =
    'revoke' in signing
      ? await withoutUsers(
          operator,
          accountOfUser(signing.revoke),
          userOf(keyring, signing.revoke).publicKeys,
        )
      : await withLimits(operator, accountOf(keyring, signing.limit), signing.limits);
  await push(await connect(signing.at, systemLogin(keyring)), changed);
  keyring.accounts.set(changed.name, changed);

  function accountOfUser(name: string): Account {
    return accountOf(keyring, userOf(keyring, name).account);
  }
}

/** The public key of an account, by which servers name it. An account that is none of the operator's keeps its name. */
export const publicKeyOf = (keyring: Keyring | undefined, account: string): string =>
  keyring?.accounts.get(account)?.keys.getPublicKey() ?? account;

async function addUser(
  keyring: Keyring,
  account: string,
  name: string,
  lifetime?: number,
): Promise<User> {
  const user = await makeUser(accountOf(keyring, account), name, lifetime);
  const before = keyring.users.get(name)?.publicKeys ?? [];
  keyring.users.set(name, { ...user, account, publicKeys: [...before, user.publicKey] });
  return user;
}

function systemLogin(keyring: Keyring): Login {
  for (const { account, creds } of keyring.users.values()) {
    if (account === keyring.system) return { creds };
  }
  throw new Error(`The system account ${keyring.system} has no user.`);
}

async function putFile(
  { files }: Keyring,
  host: LabHost,
  server: string,
  path: string,
  text: string,
): Promise<void> {
  await host.putFile(server, path, text);
  files.set(server, (files.get(server) ?? new Map<string, string>()).set(path, text));
}

/** The text of a file: as `nsc generate creds` or `nsc generate config` would write it. */
function textOf(keyring: Keyring, file: SignedFile): string {
  if ('creds' in file) return userOf(keyring, file.creds).creds;
  const keyOf = (name: string) => accountOf(keyring, name).keys.getPublicKey();
  const names = (file.names ?? []).map((name) => `${name}: ${keyOf(name)}\n`);
  const preloads = file.preload.map(
    (name) => `  # ${name}\n  ${keyOf(name)}: ${accountOf(keyring, name).jwt}\n`,
  );
  return `operator: ${keyring.operator.jwt}
system_account: ${keyOf(keyring.system)}
resolver_preload {
${preloads.join('')}}
${names.join('')}`;
}

const accountOf = ({ accounts }: Keyring, name: string): Account =>
  known(accounts, name, 'account');

const userOf = ({ users }: Keyring, name: string): NamedUser => known(users, name, 'user');

function known<T>(all: ReadonlyMap<string, T>, name: string, what: string): T {
  const one = all.get(name);
  if (one) return one;
  throw new Error(`There is no ${what} ${name}. There are: ${[...all.keys()].join(', ')}.`);
}
