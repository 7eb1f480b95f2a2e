import type { Block } from '../../lab/conf/conf-text.ts';
import { applyEdits, type Edit } from '../../lab/conf/edits.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { randomToken } from '../../lab/random-token.ts';
import {
  checkName,
  confOf,
  fileOf,
  membersWith,
  NotPossible,
  withFiles,
  type Acted,
  type At,
} from './action.ts';
import { atEnd, blockAt, insideBlock, keyIn } from './write.ts';

/** What those are bound to who were in the account that all have, before there were others. */
const firstAccount = 'MAIN';

/** An account that is written, with its user. */
interface Written {
  name: string;
  pass: string;
}

/**
 * Adds an account to a server and to all that share its accounts, with a user of its name. Where it is the first, those
 * who log in without a name are in an account `MAIN` from then on, and so are the links: a server with accounts lets
 * nobody else in.
 * @throws NotPossible
 */
export function addAccount(at: At, server: string, name: string, pass = randomToken()): Acted {
  checkName(name, 'an account');
  const confs = sharingAccounts(at, server);
  const isFirst = confs[0]!.accounts.length === 0;
  const other = confs.find(({ accounts }) => (accounts.length === 0) !== isFirst);
  if (other) {
    const [has, not] = isFirst ? [other.name, server] : [server, other.name];
    throw new NotPossible(
      `${has} has accounts and ${not} has none, though they are joined. Give both the same accounts first.`,
    );
  }
  const account = { name, pass };
  const main = { name: firstAccount, pass: randomToken() };
  const texts = new Map<string, string>();
  for (const conf of confs) {
    const { path, text } = fileOf(at, conf.name);
    if (conf.operatorMode)
      throw new NotPossible(
        `The accounts of ${conf.name} are signed by its operator: add it with nsc, and give the new JWT.`,
      );
    if (conf.accounts.some((each) => each.toLowerCase() === name.toLowerCase()))
      throw new NotPossible(`${conf.name} has an account ${name}.`);
    texts.set(
      path,
      applyEdits(text, isFirst ? first(conf, main, account) : another(conf, account)),
    );
  }
  return { words: `Add the account ${name} to ${server}`, change: { files: withFiles(at, texts) } };
}

/** A server and all with which it shares its accounts: the members of its cluster, and those behind gateways. */
function sharingAccounts(at: At, server: string): ServerConf[] {
  const found = new Set<ServerConf>();
  const take = (conf: ServerConf) => {
    if (found.has(conf)) return;
    found.add(conf);
    for (const member of membersWith(at, conf.name)) take(member);
    for (const other of at.network.plain.confs.values())
      if (hasGateway(conf, other) || hasGateway(other, conf)) take(other);
  };
  take(confOf(at, server));
  return [...found];
}

const hasGateway = (from: ServerConf, to: ServerConf): boolean =>
  from.gateways.some((dial) => dial.to.includes(to.name));

function accountLines({ conf }: ServerConf, { name, pass }: Written): string[] {
  const jetStream = conf.keys.some(({ path }) => path.join() === 'jetstream');
  return [
    `${name} {`,
    ...(jetStream ? ['  jetstream: enabled'] : []),
    `  users: [ { user: ${name.toLowerCase()}, password: "${pass}" } ]`,
    '}',
  ];
}

function another(server: ServerConf, account: Written): Edit[] {
  const { conf, text } = server;
  const block = blockAt(conf, /^accounts$/);
  if (!block)
    throw new NotPossible(
      `The accounts of ${server.name} are a list of names without users. Make each a block with its users first.`,
    );
  return [insideBlock(text, block, accountLines(server, account))];
}

function first(server: ServerConf, main: Written, account: Written): Edit[] {
  const { conf, text } = server;
  if (blockAt(conf, /^authorization$/))
    throw new NotPossible(
      `${server.name} has an authorization block. Move its users into an account first: with accounts, that block has no users.`,
    );
  const lines = [
    'accounts {',
    ...[...accountLines(server, main), ...accountLines(server, account)].map((line) => `  ${line}`),
    '}',
    '# Who names no user is in this account.',
    `no_auth_user: ${main.name.toLowerCase()}`,
  ];
  const bound = conf.blocks
    .filter((block) => bindsLeafs(server, block) && !keyIn(conf, block, /^(account|local)$/))
    .map((block) => insideBlock(text, block, [`account: ${main.name}`]));
  return [...bound, atEnd(text, lines)];
}

/** Whether a block binds leaf connections to an account: a remote, or a login of leaf nodes. */
function bindsLeafs({ conf }: ServerConf, block: Block): boolean {
  const path = block.path.join('\n');
  return (
    /^leaf(nodes)?\nremotes$/.test(path) ||
    (/^leaf(nodes)?\nauthorization(\nusers)?$/.test(path) &&
      keyIn(conf, block, /^(user|username|nkey)$/) !== undefined)
  );
}
