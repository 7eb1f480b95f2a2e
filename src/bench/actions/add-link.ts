import { globalAccount } from '../../lab/derive/accounts.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { fileOf, membersWith, NotPossible, withFiles, type Acted, type At } from './action.ts';
import { remoteTo, withRemote } from './remotes.ts';

/**
 * Has a server dial another as its leaf node. Where they are members of clusters, all members of one dial all of the other.
 * @param to empty where there is no server to dial
 * @param accounts the accounts that are bound to each other, where there is a choice
 * @throws NotPossible
 */
export function addLink(
  at: At,
  from: string,
  to: string,
  { local = globalAccount, remote }: { local?: string; remote?: string } = {},
): Acted {
  if (to === '')
    throw new NotPossible(
      `There is no other server that ${from} could dial. Add a leaf or a server first.`,
    );
  if (from === to) throw new NotPossible(`${from} cannot be a leaf node of itself.`);
  const dialling = membersWith(at, from);
  const hubs = membersWith(at, to).map(({ name }) => name);
  if (hubs.includes(from))
    throw new NotPossible(
      `${from} and ${to} are members of one cluster: routes join them, and no leaf connection does.`,
    );
  const { account, lines, texts } = remoteTo(at, to, remote, local);
  const isBound = ({ dials }: ServerConf) =>
    dials.some(
      (dial) =>
        dial.kind === 'leaf' &&
        !dial.disabled &&
        dial.local === local &&
        dial.remote === account &&
        dial.to.some((name) => hubs.includes(name)),
    );
  if (isBound(dialling[0]!))
    throw new NotPossible(
      `${from} is a leaf node of ${to} already, with these accounts. Choose other servers or accounts.`,
    );
  for (const conf of dialling) {
    if (local !== globalAccount && !conf.accounts.includes(local))
      throw new NotPossible(`${conf.name} has no account ${local}.`);
    if (!isBound(conf)) texts.set(fileOf(at, conf.name).path, withRemote(conf, lines));
  }
  return { words: `Add a link from ${from} to ${to}`, change: { files: withFiles(at, texts) } };
}
