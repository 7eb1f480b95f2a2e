import { keyIn, scalarIn } from '../conf/conf-index.ts';
import type { Block, ConfText, Scalar } from '../conf/conf-text.ts';
import { clusterOf, dialledBy, domainOf, type Dialled } from '../conf/server-settings.ts';
import { goUrl } from '../conf/go-url.ts';
import { publicKeyOfSeed } from '../credentials/claims.ts';
import { accessOf, globalAccount, type Access, type Directory } from './accounts.ts';
import type { WholeConf } from './whole.ts';

export { globalAccount };

/** What a server listens for. */
export type Kind = 'client' | 'leaf' | 'route' | 'gateway' | 'websocket';

/** A listener of a server: the hosts by which it says it is reached, and its port. */
export interface Listener {
  kind: Kind;
  /** Negative where it is left to chance. */
  port: number;
  /** The address that it listens on, where it is not any. */
  host?: string;
  advertised?: string;
  /** Where the configuration says so; 0 where it leaves the port to the server. */
  at: number;
}

/** Another server that this one dials, with the account of this one that it is for. */
export interface Dial extends Dialled {
  port: number;
  /** Whether it is dialled over WebSocket. */
  webSocket: boolean;
  /** Whether the URL or the block beside it asks for TLS. */
  tls: boolean;
  /** The user that the URL names. */
  user?: string;
  /** The file of credentials that the remote names. */
  credentials?: string;
  /** The public key of the seed that the remote names. */
  nkey?: string;
  /** The account of this server, by its name. */
  local: string;
  /** The same as the configuration writes it: in operator mode a public key. */
  localKey: string;
  /** Set where the remote is switched off: it is not dialled. */
  disabled?: true;
  /** The name of the other cluster, of a gateway. */
  gateway?: string;
  /** The names of the servers that the URL means, several behind the name of a service; of an outside host its own. */
  to: string[];
  /** Set where it means the server itself, as a member of a cluster. */
  own?: true;
  /** The account of the other end that it is bound to there, or `?` where no configuration tells. */
  remote: string;
}

/** A configuration as one server of a network. */
export interface ServerConf extends WholeConf, Access {
  /** Its name on the map, which no other has: letters, digits, `_` and `-`. */
  name: string;
  /** The name that the configuration gives it. */
  serverName: string | undefined;
  domain: string | undefined;
  cluster: string | undefined;
  listeners: Listener[];
  /** Its remotes and routes. */
  dials: Dial[];
  gateways: Dial[];
}

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
export function serverConf(
  whole: WholeConf,
  directory: Directory,
  fileOf: (named: string) => string | undefined,
): ServerConf {
  const { conf } = whole;
  const access = accessOf(conf, directory, fileOf);
  const names = new Map([...access.accountKeys].map(([name, key]) => [key, name]));
  const nameOf = (account: string) =>
    names.get(account) ?? directory.accounts.get(account)?.name ?? account;
  const dials = dialledBy(conf).map((dialled) => dialOf(conf, dialled, nameOf));
  const serverName = serverNameIn(conf);
  return {
    ...whole,
    ...access,
    name: serverName ?? stemOf(whole.path),
    serverName,
    domain: domainOf(conf),
    cluster: clusterOf(conf) ?? (hasRoutes(conf) ? gatewayName(conf) : undefined),
    listeners: listenersOf(conf),
    dials: dials.filter(({ kind }) => kind !== 'gateway'),
    gateways: dials.filter(({ kind }) => kind === 'gateway'),
  };
}

/** The name of a file without its folder and its ending. */
export const stemOf = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '');

/** The name that a configuration gives its server, but for one that only the environment knows. */
function serverNameIn({ scalars }: ConfText): string | undefined {
  const named = scalars.findLast(
    ({ block, key }) => block.path.length === 0 && key === 'server_name',
  );
  return named && isSet(named) ? named.text : undefined;
}

/** Whether a value is known: a reference may name a variable that no file sets. */
const isSet = ({ reference, type }: Scalar): boolean => !reference || type !== undefined;

const hasRoutes = (conf: ConfText): boolean =>
  conf.blocks.some(({ path }) => path[0] === 'cluster');

/** The gateway that a server is of. Its cluster has that name too. */
const gatewayName = (conf: ConfText): string | undefined =>
  conf.scalars.findLast(({ block, key }) => block.path.join() === 'gateway' && key === 'name')
    ?.text;

function dialOf(conf: ConfText, dialled: Dialled, nameOf: (account: string) => string): Dial {
  const { block, text } = dialled.url;
  const beside = (...keys: string[]) => scalarIn(conf, block, ...keys)?.text;
  const { scheme, user, port } = goUrl(text)!;
  const webSocket = /^wss?$/.test(scheme);
  const common = {
    ...dialled,
    // Of a remote over WebSocket too: the server takes no port from the scheme.
    port: port ? Number(port) : usualPorts[dialled.kind],
    webSocket,
    tls: /^(tls|wss)$/.test(scheme) || hasTls(conf, block),
    local: globalAccount,
    localKey: globalAccount,
    to: [],
    remote: globalAccount,
    ...(user && { user }),
  };
  if (dialled.kind === 'route') return common;
  if (dialled.kind === 'gateway') return { ...common, gateway: beside('name') ?? '' };
  const credentials = beside('creds', 'credentials');
  const seed = beside('nkey', 'seed');
  const nkey = seed === undefined ? undefined : (publicKeyOfSeed(seed) ?? seed);
  const disabled = /^(true|yes|on)$/i.test(beside('disabled') ?? '');
  const localKey = beside('local', 'account') ?? globalAccount;
  return {
    ...common,
    local: nameOf(localKey),
    localKey,
    ...(credentials !== undefined && { credentials }),
    ...(nkey !== undefined && { nkey }),
    ...(disabled && { disabled }),
  };
}

/** Whether a block has a `tls` block of its own. */
const hasTls = (conf: ConfText, block: Block): boolean => keyIn(conf, block, 'tls') !== undefined;

function listenersOf(conf: ConfText): Listener[] {
  const of = (kind: Kind, at: (block: Block) => boolean): Listener[] => {
    const here = conf.scalars.filter((scalar) => at(scalar.block) && isSet(scalar));
    const scalarOf = (key: RegExp) => here.findLast((scalar) => key.test(scalar.key));
    const value = (key: RegExp) => scalarOf(key)?.text;
    const listen = value(/^listen$/);
    const port = value(/^port$/) ?? (listen && /(-?\d+)$/.exec(listen)?.[1]);
    const host = value(/^(host|net)$/) ?? (listen && /^(.*):-?\d+$/.exec(listen)?.[1]);
    const advertised = value(/^((client|cluster|leafnode)_)?advertise$/);
    if (kind !== 'client' && port === undefined && !listensUnasked(kind, here)) return [];
    return [
      {
        kind,
        port: Number(port ?? usualPorts[kind]),
        at: (scalarOf(/^port$/) ?? scalarOf(/^listen$/))?.start ?? 0,
        ...(host && !isAny(host) && { host }),
        ...(advertised && { advertised }),
      },
    ];
  };
  return [
    ...of('client', ({ path }) => path.length === 0),
    ...Object.entries(blocks).flatMap(([kind, name]) =>
      of(kind as Kind, ({ path }) => path.length === 1 && name.test(path[0]!)),
    ),
  ];
}

/** A cluster or a gateway without a port has none that it listens on, unless it says the host. */
const listensUnasked = (kind: Kind, here: readonly Scalar[]): boolean =>
  (kind === 'leaf' || kind === 'route' || kind === 'gateway') &&
  here.some(({ key }) => key === 'host' || key === 'net');

const isAny = (host: string): boolean => /^(0\.0\.0\.0|\[?::\]?|\*)?$/.test(host);
