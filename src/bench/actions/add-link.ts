import { globalAccount } from '../../lab/derive/accounts.ts';
import { confOf, fileOf, NotPossible, withFiles, type Acted, type At } from './action.ts';
import { remoteTo, withRemote } from './remotes.ts';

/**
 * Has a server dial another as its leaf node.
 * @param accounts the accounts that are bound to each other, where there is a choice
 * @throws NotPossible
 */
export function addLink(
  at: At,
  from: string,
  to: string,
  { local = globalAccount, remote }: { local?: string; remote?: string } = {},
): Acted {
  if (from === to) throw new NotPossible(`${from} cannot be a leaf node of itself.`);
  const conf = confOf(at, from);
  const file = fileOf(at, from);
  if (local !== globalAccount && !conf.accounts.includes(local))
    throw new NotPossible(`${from} has no account ${local}.`);
  const { lines, hub } = remoteTo(at, to, remote, local);
  return {
    words: `Add a link from ${from} to ${to}`,
    change: {
      files: withFiles(
        at,
        new Map([
          [hub.path, hub.text],
          [file.path, withRemote(conf, lines)],
        ]),
      ),
    },
  };
}
