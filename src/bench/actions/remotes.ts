import { applyEdits, type Edit } from '../../lab/conf/edits.ts';
import { globalAccount } from '../../lab/derive/accounts.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { confOf, fileOf, NotPossible, type At } from './action.ts';
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
 * Answers the lines of a remote that dials a server, and the text of that server, which listens for leaf nodes then.
 * @param account the account of the server that is dialled; the first that has a door, if none is named
 */
export function remoteTo(
  at: At,
  server: string,
  account: string | undefined,
  local: string,
): { lines: string[]; hub: { path: string; text: string } } {
  const hub = confOf(at, server);
  const file = fileOf(at, server);
  const doors = leafDoors(hub);
  const door = account === undefined ? doors[0] : doors.find((each) => each.account === account);
  if (!door) throw new NotPossible(noDoor(hub, account));
  const listener = hub.listeners.find(({ kind }) => kind === 'leaf');
  if (listener && listener.port <= 0)
    throw new NotPossible(
      `${server} takes any free port for leaf nodes, so that nobody can dial it. Give its leafnodes block a port, such as ${leafPort}.`,
    );
  const scheme = blockAt(hub.conf, /^leaf(nodes)?\ntls$/) ? 'tls' : 'nats-leaf';
  const login = door.login
    ? `${encodeURIComponent(door.login.user)}:${encodeURIComponent(door.login.pass)}@`
    : '';
  const url = `${scheme}://${login}${hub.name}:${listener?.port ?? leafPort}`;
  const lines = [
    '{',
    `  url: "${url}"`,
    ...(local === globalAccount ? [] : [`  account: ${local}`]),
    '}',
  ];
  return { lines, hub: { path: file.path, text: listener ? file.text : listening(hub) } };
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
