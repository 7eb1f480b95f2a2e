import { applyEdits, type Edit } from '../../lab/conf/edits.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { randomToken } from '../../lab/random-token.ts';
import {
  checkName,
  confOf,
  fileOf,
  NotPossible,
  withFiles,
  type Acted,
  type At,
} from './action.ts';
import { atEnd, blockAt, insideBlock, keyIn } from './write.ts';

/** What those are bound to who were in the account that all have, before there were others. */
const firstAccount = 'MAIN';

/**
 * Adds an account to a server, with a user of its name. Where it is the first, those who log in without a name are in an
 * account `MAIN` from then on, and so are its links: a server with accounts lets nobody else in.
 * @throws NotPossible
 */
export function addAccount(at: At, server: string, name: string, pass = randomToken()): Acted {
  checkName(name, 'an account');
  const conf = confOf(at, server);
  const { path, text } = fileOf(at, server);
  if (conf.operatorMode)
    throw new NotPossible(
      `The accounts of ${server} are signed by its operator: add it with nsc, and give the new JWT.`,
    );
  if (conf.accounts.some((each) => each.toLowerCase() === name.toLowerCase()))
    throw new NotPossible(`${server} has an account ${name}.`);
  const edits = conf.accounts.length > 0 ? another(conf, name, pass) : first(conf, name, pass);
  return {
    words: `Add the account ${name} to ${server}`,
    change: { files: withFiles(at, new Map([[path, applyEdits(text, edits)]])) },
  };
}

function accountLines({ conf }: ServerConf, name: string, pass: string): string[] {
  const jetStream = conf.keys.some(({ path }) => path.join() === 'jetstream');
  return [
    `${name} {`,
    ...(jetStream ? ['  jetstream: enabled'] : []),
    `  users: [ { user: ${name.toLowerCase()}, password: "${pass}" } ]`,
    '}',
  ];
}

function another(server: ServerConf, name: string, pass: string): Edit[] {
  const { conf, text } = server;
  const block = blockAt(conf, /^accounts$/);
  if (!block)
    throw new NotPossible(
      `The accounts of ${server.name} are a list of names without users. Make each a block with its users first.`,
    );
  return [insideBlock(text, block, accountLines(server, name, pass))];
}

function first(server: ServerConf, name: string, pass: string): Edit[] {
  const { conf, text } = server;
  if (blockAt(conf, /^authorization$/))
    throw new NotPossible(
      `${server.name} has an authorization block. Move its users into an account first: with accounts, that block has no users.`,
    );
  const main = firstAccount.toLowerCase();
  const lines = [
    'accounts {',
    ...[
      ...accountLines(server, firstAccount, randomToken()),
      ...accountLines(server, name, pass),
    ].map((line) => `  ${line}`),
    '}',
    '# Who names no user is in this account.',
    `no_auth_user: ${main}`,
  ];
  const remotes = conf.blocks.filter(({ path }) => /^leaf(nodes)?\nremotes$/.test(path.join('\n')));
  const bound = remotes.flatMap((block) =>
    keyIn(conf, block, /^account$/) ? [] : [insideBlock(text, block, [`account: ${firstAccount}`])],
  );
  return [...bound, atEnd(text, lines)];
}
