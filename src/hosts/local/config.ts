import path from 'node:path';
import type { Logging } from '../../lab/network/host.ts';
import { NoSuchHost, type Resolve } from '../../lab/network/server-runtime.ts';
import { readConf, type Block, type ConfText, type Scalar } from '../../lab/conf/conf-text.ts';
import { applyEdits, findFiles, replace, type Edit } from '../../lab/conf/edits.ts';

/** Where a server lives on this machine, which it shares with others. */
export interface Place {
  /** The folder that its absolute paths are below. */
  dir: string;
  /** Answers the port of 127.0.0.1 that stands for a port of the server, always the same one. */
  port(port: number): Promise<number>;
  /** Where a file is that the configuration may name, if it has been put there. */
  file?: (path: string) => string | undefined;
  /** Pages of these origins may connect by WebSocket; without any, the server opens none of its own. */
  origins?: readonly string[] | undefined;
  resolve: Resolve;
}

/** A configuration that runs here. */
export interface LocalConfig {
  text: string;
  /** The port of 127.0.0.1 that clients dial. */
  clientPort: number;
  /** The port of 127.0.0.1 that clients dial by WebSocket, if there is one. */
  websocketPort: number | undefined;
  /** Where monitoring answers. */
  monitorUrl: string;
}

const loopback = '127.0.0.1';
/** Nothing listens there, so whoever is told to dial it arrives nowhere. */
const nowhere = '127.0.0.1:1';
const defaultPort = 4222;
const defaultLeafPort = 7422;
/** Stand for the ports of monitoring and of WebSockets where a configuration has none. */
const monitorPort = 0;
const websocketPort = -65_536;

const listeners = new Set([
  '',
  'cluster',
  'leaf',
  'leafnodes',
  'gateway',
  'websocket',
  'ws',
  'mqtt',
]);
const monitoring = new Set(['http', 'http_port', 'monitor_port']);
const storeKeys = new Set(['store', 'store_dir', 'storedir']);
const url =
  /^(nats|nats-leaf|nats-route|tls|ws|wss):\/\/([^@/]*@)?([^:/?#[\]]+)(?::(\d+))?([/?#].*)?$/;

/**
 * Rewrites the configuration of a server on a machine of its own so that it runs here: all that it
 * listens on is a free port of 127.0.0.1, names lead to where `resolve` says, and what it stores is
 * below its folder. Each line stays the line it was. A text that does not parse stays as wrong as it is.
 * @throws what `resolve` rejects with, but for `NoSuchHost`: then the name stays, and the server says so itself.
 */
export async function localConfig(
  config: string,
  place: Place,
  logging: Logging = { debug: false, trace: false },
): Promise<LocalConfig> {
  const conf = readConf(config, process.env);
  const top = conf.blocks[0]!;
  const edits: Edit[] = [];
  const settings: string[] = [];
  const own = numbered(place);

  for (const block of conf.blocks) {
    if (block.path.length > 1 || !listeners.has(block.path.join())) continue;
    edits.push(...(await listenHere(conf, block, own)));
  }
  const client = inBlock(conf, top).filter(({ key }) => key === 'port' || key === 'listen');
  const clientPort = await own(portOf(client.at(-1)) || defaultPort);
  if (client.length === 0) settings.push(`port: ${clientPort}`);
  if (!client.some(({ key }) => key === 'listen')) settings.push(`host: "${loopback}"`);

  const monitor = inBlock(conf, top).filter(({ key }) => monitoring.has(key));
  const monitorAt = await own(portOf(monitor.at(-1)) || monitorPort);
  for (const scalar of monitor) edits.push(replace(scalar, listenText(scalar, monitorAt)));
  if (monitor.length === 0) settings.push(`http: "${loopback}:${monitorAt}"`);

  const websocketAt = await websocketHere(conf, place, own, settings);

  edits.push(...(await resolveUrls(conf, place, own)));
  edits.push(...keepInside(conf, place, settings));
  edits.push(...findFiles(conf, place.file));
  edits.push(...logHere(conf, logging, settings));

  const basePath = inBlock(conf, top).find(({ key }) => key === 'http_base_path')?.text ?? '';
  return {
    text: `${applyEdits(config, edits)}\n${settings.join('; ')}\n`,
    clientPort,
    websocketPort: websocketAt,
    monitorUrl: `http://${loopback}:${monitorAt}${path.posix.join('/', basePath)}`,
  };
}

/** Moves what a block listens on to this machine, and keeps it from telling others where that is. */
async function listenHere(
  conf: ConfText,
  block: Block,
  own: (port: number) => Promise<number>,
): Promise<Edit[]> {
  const scalars = inBlock(conf, block);
  const has = (...keys: string[]) => scalars.some(({ key }) => keys.includes(key));
  const edits: Edit[] = [];
  for (const scalar of scalars) {
    const { key } = scalar;
    const port = portOf(scalar);
    const isTop = block.path.length === 0;
    const listens =
      key === 'port' || key === 'listen' || (isTop && /^(https|https_port|prof_port)$/.test(key));
    if (key === 'host' || key === 'net') edits.push(replace(scalar, `"${loopback}"`));
    else if (!listens || port === undefined) continue;
    else if (port !== 0) edits.push(replace(scalar, listenText(scalar, await own(port))));
    else if (isTop && key === 'port') edits.push(replace(scalar, `${await own(defaultPort)}`));
  }
  if (block.path.length === 0 || !has('port', 'listen')) return edits;

  const added: string[] = [];
  if (!has('listen', 'host', 'net')) added.push(`host: "${loopback}"`);
  // Servers tell each other, and those who dial them, where else to dial. That would lead past the links.
  const kind = block.path[0]!;
  if (/^(cluster|leaf|leafnodes)$/.test(kind) && !has('no_advertise'))
    added.push('no_advertise: true');
  if (kind === 'cluster' && !has('advertise', 'cluster_advertise'))
    added.push(`advertise: "${nowhere}"`);
  const text = added.map((setting) => ` ${setting};`).join('');
  return [...edits, { start: block.start, end: block.start, text }];
}

/** The port of WebSockets: the configuration's own, else one for pages of the origins that may connect. */
async function websocketHere(
  conf: ConfText,
  place: Place,
  own: (port: number) => Promise<number>,
  settings: string[],
): Promise<number | undefined> {
  const block = conf.blocks.find(({ path }) => /^(websocket|ws)$/.test(path.join()));
  if (block) {
    const ports = inBlock(conf, block).filter(({ key }) => key === 'port' || key === 'listen');
    const port = portOf(ports.at(-1));
    return port ? own(port) : undefined;
  }
  if (!place.origins) return undefined;
  const port = await place.port(websocketPort);
  const origins = JSON.stringify(place.origins);
  settings.push(
    `websocket { listen: "${loopback}:${port}", no_tls: true, allowed_origins: ${origins} }`,
  );
  return port;
}

async function resolveUrls(
  conf: ConfText,
  place: Place,
  own: (port: number) => Promise<number>,
): Promise<Edit[]> {
  const edits = conf.scalars.map(async (scalar): Promise<Edit[]> => {
    const [, scheme, userinfo = '', host, port, rest = ''] = url.exec(scalar.text) ?? [];
    if (!host || !scheme) return [];
    const number = Number(port ?? implied(scheme, scalar));
    if (!number) return [];
    const address = await addressOf(host, number, place, own);
    return address ? [replace(scalar, `"${scheme}://${userinfo}${address}${rest}"`)] : [];
  });
  return (await Promise.all(edits)).flat();
}

async function addressOf(
  host: string,
  port: number,
  place: Place,
  own: (port: number) => Promise<number>,
): Promise<string | undefined> {
  // The machine that a configuration calls localhost is the server's own.
  if (host === 'localhost' || host.startsWith('127.')) return `${loopback}:${await own(port)}`;
  if (/^[\d.]+$/.test(host)) return undefined;
  try {
    return await place.resolve(host, port);
  } catch (error) {
    if (error instanceof NoSuchHost) return undefined;
    throw error;
  }
}

/** The port of a URL that names none. */
function implied(scheme: string, scalar: Scalar): number | undefined {
  if (scheme === 'ws') return 80;
  if (scheme === 'wss') return 443;
  return /^leaf/.test(scalar.block.path[0] ?? '') ? defaultLeafPort : undefined;
}

/** Puts what the server writes below its folder. */
function keepInside(conf: ConfText, place: Place, settings: string[]): Edit[] {
  const inside = (dir: string) =>
    JSON.stringify(path.join(place.dir, path.posix.resolve('/', dir), '.'));
  const stores = conf.scalars.filter(({ block, key }) => {
    const where = block.path.join();
    return storeKeys.has(key) && (where === 'jetstream' || (where === '' && key !== 'store'));
  });
  const resolvers = conf.scalars.filter(
    ({ block, key }) => key === 'dir' && /resolver$/.test(block.path.join()),
  );
  if (stores.length === 0) settings.push(`store_dir: ${inside('')}`);
  return [...stores, ...resolvers].map((scalar) => replace(scalar, inside(scalar.text)));
}

/** Has the server log where we read it, and leave no other files. */
function logHere(conf: ConfText, logging: Logging, settings: string[]): Edit[] {
  const values = new Map([['syslog', 'false']]);
  for (const key of [
    'logfile',
    'log_file',
    'remote_syslog',
    'pidfile',
    'pid_file',
    'ports_file_dir',
  ]) {
    values.set(key, '""');
  }
  if (logging.debug) values.set('debug', 'true');
  if (logging.trace) values.set('trace', 'true');
  const top = inBlock(conf, conf.blocks[0]!);
  for (const level of ['debug', 'trace'] as const) {
    if (logging[level] && !top.some(({ key }) => key === level)) settings.push(`${level}: true`);
  }
  return top.flatMap((scalar) => {
    const value = values.get(scalar.key);
    return value === undefined ? [] : [replace(scalar, value)];
  });
}

/** Gives each listener that leaves its port to chance (`-1`) one of its own, in their order. */
function numbered(place: Place): (port: number) => Promise<number> {
  let random = 0;
  return (port) => place.port(port < 0 ? --random : port);
}

const inBlock = (conf: ConfText, block: Block): Scalar[] =>
  conf.scalars.filter((scalar) => scalar.block === block);

function portOf(scalar: Scalar | undefined): number | undefined {
  const digits = /^(?:.*:)?(-?\d+)$/.exec(scalar?.text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const listenText = ({ key }: Scalar, port: number): string =>
  key.endsWith('port') ? `${port}` : `"${loopback}:${port}"`;
