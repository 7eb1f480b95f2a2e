import type { Derived } from '../../src/lab/derive/derive.ts';
import { globalAccount, type ServerConf } from '../../src/lab/derive/server-conf.ts';
import { jetStreamAccounts } from '../../src/doctor/jetstream.ts';
import { loginsOf, permissionsOf } from '../../src/doctor/logins.ts';
import { shell } from '../../src/pack/quote.ts';

/** A way by which the `nats` CLI gets into an account of a server. */
export interface ClientWay {
  account: string;
  /** Who logs in, and what a person must put in the place of a word in capitals. */
  words: string;
  /** The flags of the login: none for a client that names no user. */
  flags: string;
  /** Credentials that lie on the machine of a server, instead of flags. */
  creds?: { server: string; path: string };
  /** A command that this user may give. */
  example: string;
}

/** One way into each account of a server: without a login where that will do, else by a user whose secret is known. */
export function clientWaysOf(
  conf: ServerConf,
  derived: Derived,
  shown: (file: string) => string,
): ClientWay[] {
  const ways = new Map<string, ClientWay>();
  const { anonymous } = conf;
  const add = (
    account: string,
    way: Pick<ClientWay, 'words' | 'flags' | 'creds'>,
    login?: string,
  ) => ways.set(account, { account, ...way, example: exampleFor(conf, account, login) });
  if (anonymous !== undefined) add(anonymous, { words: 'without a login', flags: '' });
  // The first has the context of the shortest name: it is one for messages, if there is one.
  const rank = (user: User) => Number(!isKnown(user)) + 2 * Number(user.account === conf.system);
  const known = conf.users.toSorted((a, b) => rank(a) - rank(b));
  for (const user of known)
    if (!ways.has(user.account)) add(user.account, wayOf(user, conf, derived, shown), user.login);
  return [...ways.values()];
}

type User = ServerConf['users'][number];

const isKnown = ({ pass, creds }: User): boolean => pass !== undefined || creds !== undefined;

function wayOf(
  { login, pass, creds }: User,
  { conf }: ServerConf,
  { files, standIns }: Derived,
  shown: (file: string) => string,
): Pick<ClientWay, 'words' | 'flags' | 'creds'> {
  if (creds !== undefined) {
    const given = [...files.values()].find(({ text }) => text === creds);
    if (given) return { words: given.path, flags: ` --creds ${shell(shown(given.path))}` };
    const made = standIns.find(({ text }) => text === creds);
    if (made) return { words: `a stand-in for ${made.path}`, flags: '', creds: made };
  }
  if (/^U[A-Z2-7]{55}$/.test(login))
    return { words: 'SEED is the file of its seed', flags: ' --nkey SEED' };
  const isToken = conf.scalars.some(({ key, text }) => key === 'token' && text === login);
  if (isToken) return { words: 'by its token', flags: ` --user ${shell(login)}` };
  const as = ` --user ${shell(login)} --password`;
  return pass === undefined
    ? { words: `as ${login}; the configuration has a hash of PASSWORD`, flags: `${as} PASSWORD` }
    : { words: `as ${login}`, flags: `${as} ${shell(pass)}` };
}

/** A command that shows something, as far as the configuration lets this user. */
function exampleFor(conf: ServerConf, account: string, login: string | undefined): string {
  const user = loginsOf(conf).find(({ name }) => name.text === login);
  const isBound = conf.operatorMode || (user && permissionsOf(conf, user).length > 0);
  if (isBound) return 'rtt';
  if (account === conf.system) return 'server list';
  if (!jetStreamAccounts(conf).includes(account)) return 'sub ">"';
  return conf.domain === undefined ? 'stream ls' : `stream ls --js-domain ${shell(conf.domain)}`;
}

/** The name of a context for a way: of the first account that of the server alone. */
export const contextOf = (network: string, server: string, way: ClientWay, index: number): string =>
  [network, server, ...(index === 0 ? [] : [way.account.replace(/[^\w-]+/g, '')])].join('-');

/** Whether it needs saying into which account a client comes. */
export const isPlain = (ways: readonly ClientWay[]): boolean =>
  ways.length === 1 && ways[0]!.account === globalAccount && ways[0]!.flags === '';
