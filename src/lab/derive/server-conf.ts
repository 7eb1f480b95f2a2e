import type { Block, ConfText, Scalar } from '../conf/conf-text.ts';
import {
  accountsOf,
  clusterOf,
  dialledBy,
  domainOf,
  serverNameOf,
  type Dialled,
} from '../conf/server-settings.ts';
import type { WholeConf } from './whole.ts';

/** What a server listens for. */
export type Kind = 'client' | 'leaf' | 'route' | 'gateway' | 'websocket';

/** A listener of a server: the hosts by which it says it is reached, and its port. */
export interface Listener {
  kind: Kind;
  port: number;
  advertised?: string;
}

/** A user whom a configuration knows, and the account that it is bound to. */
interface KnownUser {
  /** Its name, its public key, or, where it has none, its password. */
  login: string;
  account: string;
}

/** Another server that this one dials, with the account of this one that it is for. */
export interface Dial extends Dialled {
  port: number;
  /** `wss` or `ws`, where it is dialled over WebSocket. */
  webSocket: boolean;
  /** The user that the URL names. */
  user?: string;
  /** The file of credentials that the remote names. */
  credentials?: string;
  /** The account of this server that the remote binds. */
  local: string;
  /** The names of the servers that the URL means; of an outside host its own. */
  to: string[];
}

/** A configuration as one server of a network. */
export interface ServerConf extends WholeConf {
  name: string;
  domain: string | undefined;
  cluster: string | undefined;
  accounts: string[];
  system: string;
  listeners: Listener[];
  dials: Dial[];
  gateways: Dial[];
  /** Those who log in as leaf nodes. */
  users: KnownUser[];
  /** The account of those who name no user, where there is one. */
  anonymous: string | undefined;
}

/** The account of a server that has no other. */
export const globalAccount = '$G';

const usualPorts: Record<Kind, number> = {
  client: 4222,
  leaf: 7422,
  route: 6222,
  gateway: 7222,
  websocket: 443,
};

const blocks: Record<Exclude<Kind, 'client'>, RegExp> = {
  leaf: /^leaf(nodes)?$/,
  route: /^cluster$/,
  gateway: /^gateway$/,
  websocket: /^(websocket|ws)$/,
};

/** Reads a configuration as that of a server. */
export function serverConf(whole: WholeConf): ServerConf {
  const { conf, text } = whole;
  const accounts = accountsOf(text);
  const stem = whole.path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '');
  return {
    ...whole,
    name: serverNameOf(text) ?? stem,
    domain: domainOf(text),
    cluster: clusterOf(text),
    accounts,
    system: valueAt(conf, 'system_account') ?? valueAt(conf, 'system') ?? '$SYS',
    listeners: listenersOf(conf),
    dials: dialledBy(conf).map((dialled) => dialOf(conf, dialled)),
    gateways: [],
    users: usersOf(conf, accounts),
    anonymous: anonymousIn(conf, accounts),
  };
}

function dialOf(conf: ConfText, dialled: Dialled): Dial {
  const { block, text } = dialled.url;
  const beside = (key: RegExp) =>
    conf.scalars.findLast((scalar) => scalar.block === block && key.test(scalar.key))?.text;
  const [, scheme, userinfo, port] =
    /^([\w-]+):\/\/(?:([^@/]*)@)?(?:\[[^\]]*\]|[^:/?#]+)(?::(\d+))?/.exec(text) ?? [];
  const webSocket = /^wss?$/i.test(scheme ?? '');
  const usual = webSocket ? (scheme!.toLowerCase() === 'ws' ? 80 : 443) : usualPorts[dialled.kind];
  const user = userinfo?.split(':')[0];
  const credentials = beside(/^cred(s|entials)$/);
  return {
    ...dialled,
    port: port === undefined ? usual : Number(port),
    webSocket,
    ...(user && { user: decoded(user) }),
    ...(credentials !== undefined && { credentials }),
    local: (dialled.kind === 'leaf' && beside(/^(local_)?account$/)) || globalAccount,
    to: [],
  };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function listenersOf(conf: ConfText): Listener[] {
  const of = (kind: Kind, at: (block: Block) => boolean): Listener[] => {
    const here = conf.scalars.filter(({ block }) => at(block));
    const value = (key: RegExp) => here.findLast((scalar) => key.test(scalar.key))?.text;
    const listen = value(/^listen$/);
    const port = value(/^(?:port)$/) ?? (listen && /(\d+)$/.exec(listen)?.[1]);
    const advertised = value(/^(client_)?advertise$/);
    if (kind !== 'client' && port === undefined) return [];
    return [{ kind, port: Number(port ?? usualPorts[kind]), ...(advertised && { advertised }) }];
  };
  return [
    ...of('client', ({ path }) => path.length === 0),
    ...Object.entries(blocks).flatMap(([kind, name]) =>
      of(kind as Kind, ({ path }) => path.length === 1 && name.test(path[0]!)),
    ),
  ];
}

/** The users of the accounts, and those whom the `leafnodes` block takes instead. */
function usersOf(conf: ConfText, accounts: string[]): KnownUser[] {
  const ofAccounts = loginsIn(conf, (path) => path[0] === 'accounts' && path[2] === 'users').map(
    ({ scalar, block }) => ({
      login: scalar.text,
      account: accounts.find((name) => name.toLowerCase() === block.path[1]) ?? globalAccount,
    }),
  );
  const ofLeafs = loginsIn(
    conf,
    (path) => /^leaf(nodes)?$/.test(path[0] ?? '') && path[1] === 'authorization',
  ).map(({ scalar, block }) => ({
    login: scalar.text,
    account:
      conf.scalars.findLast((each) => each.block === block && each.key === 'account')?.text ??
      globalAccount,
  }));
  const top = loginsIn(conf, (path) => path[0] === 'authorization').map(({ scalar }) => ({
    login: scalar.text,
    account: globalAccount,
  }));
  return [...ofLeafs, ...ofAccounts, ...top];
}

const loginsIn = (conf: ConfText, at: (path: readonly string[]) => boolean) =>
  conf.scalars.flatMap((scalar): { scalar: Scalar; block: Block }[] =>
    at(scalar.block.path) && /^(user|username|nkey|token)$/.test(scalar.key)
      ? [{ scalar, block: scalar.block }]
      : [],
  );

/** The account of those who name no user, unless they are refused. */
function anonymousIn(conf: ConfText, accounts: string[]): string | undefined {
  const named = valueAt(conf, 'no_auth_user');
  const users = usersOf(conf, accounts);
  if (named !== undefined) return users.find(({ login }) => login === named)?.account;
  return users.length === 0 ? globalAccount : undefined;
}

const valueAt = (conf: ConfText, key: string): string | undefined =>
  conf.scalars.findLast((scalar) => scalar.block.path.length === 0 && scalar.key === key)?.text;
