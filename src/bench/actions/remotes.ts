import { applyEdits, type Edit } from '../../lab/conf/edits.ts';
import { globalAccount } from '../../lab/derive/accounts.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { confOf, fileOf, membersWith, NotPossible, type At } from './action.ts';
import { atEnd, blockAt, inList, insideBlock, keyIn } from './write.ts';

const leafBlock = /^leaf(nodes)?$/;
const leafPort = 7422;

/** An account of a server to which a leaf node can be bound, and the login that binds it there. */
export interface LeafDoor {
  account: string;
  /** Absent where a leaf that names no user is bound to it. */
  login?: { user: string; pass: string };
}

/** The accounts to which a leaf node of a server can be bound by what its configuration tells. */
export function leafDoors({ anonymousLeaf, leafUsers, system }: ServerConf): LeafDoor[] {
  const open = anonymousLeaf === undefined ? [] : [{ account: anonymousLeaf }];
  const byLogin = leafUsers.flatMap(({ account, login: user, pass }) =>
    pass === undefined || account === system ? [] : [{ account, login: { user, pass } }],
  );
  const doors = new Map<string, LeafDoor>();
  for (const door of [...open, ...byLogin])
    if (!doors.has(door.account)) doors.set(door.account, door);
  return [...doors.values()];
}

/**
 * Answers the lines of a remote that dials a server and the other members of its cluster, and their texts, in which they
 * listen for leaf nodes then.
 * @param account the account of the server that is dialled; the first that has a door, if none is named
 * @throws NotPossible
 */
export function remoteTo(
  at: At,
  server: string,
  account: string | undefined,
  local: string,
): { account: string; lines: string[]; texts: Map<string, string> } {
  const hub = confOf(at, server);
  fileOf(at, server);
  const doors = leafDoors(hub);
  const door = account === undefined ? doors[0] : doors.find((each) => each.account === account);
  if (!door) throw new NotPossible(noDoor(hub, account));
  if (takesAnyPort(hub))
    throw new NotPossible(
      `${server} takes any free port for leaf nodes, so that nobody can dial it. Give its leafnodes block a port, such as ${leafPort}.`,
    );
  // A member that would bind this login elsewhere is not dialled.
  const isSameDoor = (each: LeafDoor) =>
    each.account === door.account &&
    each.login?.user === door.login?.user &&
    each.login?.pass === door.login?.pass;
  const members = membersWith(at, server).filter(
    (member) => !takesAnyPort(member) && leafDoors(member).some(isSameDoor),
  );
  const texts = new Map<string, string>();
  for (const member of members)
    if (!leafListener(member)) texts.set(fileOf(at, member.name).path, listening(member));
  const urls = members.map((member) => `"${urlOf(member, door)}"`);
  const lines = [
    '{',
    urls.length === 1 ? `  url: ${urls[0]!}` : `  urls: [${urls.join(', ')}]`,
    ...(local === globalAccount ? [] : [`  account: ${local}`]),
    '}',
  ];
  return { account: door.account, lines, texts };
}

const leafListener = ({ listeners }: ServerConf) => listeners.find(({ kind }) => kind === 'leaf');

const takesAnyPort = (conf: ServerConf): boolean => (leafListener(conf)?.port ?? leafPort) <= 0;

function urlOf(hub: ServerConf, { login }: LeafDoor): string {
  const scheme = blockAt(hub.conf, /^leaf(nodes)?\ntls$/) ? 'tls' : 'nats-leaf';
  const user = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : '';
  return `${scheme}://${user}${hub.name}:${leafListener(hub)?.port ?? leafPort}`;
}

function noDoor({ name, operatorMode }: ServerConf, account: string | undefined): string {
  if (operatorMode)
    return `${name} takes leaf nodes by the credentials of its operator. Make a .creds file for the leaf, and write the remote by hand.`;
  const of = account === undefined ? 'to any account' : `to the account ${account}`;
  return `No login binds a leaf node ${of} of ${name}. Give its leafnodes block an authorization with a user of that account.`;
}

/** The text of a server that takes leaf nodes. */
function listening({ conf, text }: ServerConf): string {
  const block = blockAt(conf, leafBlock);
  const edit = block
    ? insideBlock(text, block, [`port: ${leafPort}`])
    : atEnd(text, ['leafnodes {', `  port: ${leafPort}`, '}']);
  return applyEdits(text, [edit]);
}

/** The text of a server with one more remote. */
export function withRemote({ conf, text }: ServerConf, lines: readonly string[]): string {
  const block = blockAt(conf, leafBlock);
  const inRemotes = (some: readonly string[]) => some.map((line) => `  ${line}`);
  let edit: Edit;
  if (!block)
    edit = atEnd(text, ['leafnodes {', '  remotes: [', ...inRemotes(inRemotes(lines)), '  ]', '}']);
  else {
    const remotes = keyIn(conf, block, /^remotes$/);
    edit = remotes
      ? inList(text, remotes, lines)
      : insideBlock(text, block, ['remotes: [', ...inRemotes(lines), ']']);
  }
  return applyEdits(text, [edit]);
}
