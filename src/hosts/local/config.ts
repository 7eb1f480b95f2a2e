import path from 'node:path';
import type { Logging } from '../../lab/network/host.ts';
import { NoSuchHost, type Resolve } from '../../lab/network/server-runtime.ts';
import { readConf, type Block, type ConfText, type Scalar } from '../../lab/conf/conf-text.ts';
import {
  applyEdits,
  findFiles,
  foldersOfResolvers,
  replace,
  type Edit,
  type FileAt,
} from '../../lab/conf/edits.ts';

/** The stand-in for a machine that a server would have to itself. */
export interface Machine {
  /** The folder that its absolute paths are below. */
  dir: string;
  /** Answers the port of 127.0.0.1 that stands for a port of the server, always the same one. */
  port(port: number): Promise<number>;
  /**
   * Answers the path here of a file that the configuration names, if the file has been put on the
   * machine.
   */
  file?: FileAt;
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
  /** The address of monitoring. */
  monitorUrl: string;
}

const loopback = '127.0.0.1';
/** A port with no listener, for servers that must not be dialled. */
const nowhere = '127.0.0.1:1';
const defaultPort = 4222;
const defaultLeafPort = 7422;
/** Stand for the ports of monitoring and of WebSockets where a configuration has none. */
const monitorPort = 0;
const websocketPort = -65_536;

const listeners = ['', 'cluster', 'leaf', 'leafnodes', 'gateway', 'websocket', 'ws', 'mqtt'];
const monitoring = ['http', 'http_port', 'monitor_port'];
const logFiles = ['logfile', 'log_file', 'remote_syslog', 'pidfile', 'pid_file', 'ports_file_dir'];
const storeKeys = ['store_dir', 'storedir'];
const url =
  /^(nats|nats-leaf|nats-route|tls|ws|wss):\/\/([^@/]*@)?([^:/?#[\]]+)(?::(\d+))?([/?#].*)?$/;

/**
 * Rewrites the configuration of a server on a machine of its own so that it runs here: each port that
 * it listens on is a free port of 127.0.0.1, names lead where `resolve` says, and its data is below its
 * folder. Each line stays the line it was. Faults stay, for the server to refuse them: text that does
 * not parse, and a value of another type than it wants there.
 * @throws what `resolve` rejects with, but for `NoSuchHost`: then the name stays, and the server says
 * so itself.
 */
export async function localConfig(
  config: string,
  machine: Machine,
  logging: Logging = { debug: false, trace: false },
): Promise<LocalConfig> {
  const conf = readConf(config, process.env);
  const top = conf.blocks[0]!;
  const edits: Edit[] = [];
  const settings: string[] = [];
  const own = numbered(machine);

  for (const block of conf.blocks) {
    if (block.path.length > 1 || !listeners.includes(block.path.join())) continue;
    edits.push(...(await listenHere(conf, block, own)));
  }
  const client = inBlock(conf, top).filter(({ key }) => key === 'port' || key === 'listen');
  const clientPort = await own(portOf(client.at(-1)) || defaultPort);
  if (!has(conf, top, 'port', 'listen')) settings.push(`port: ${clientPort}`);
  if (!has(conf, top, 'listen', 'host', 'net')) settings.push(`host: "${loopback}"`);

  const monitor = inBlock(conf, top).filter(({ key }) => monitoring.includes(key));
  const monitorAt = await own(portOf(monitor.at(-1)) || monitorPort);
  for (const scalar of monitor) {
    if (portOf(scalar) === undefined && scalar.type) continue;
    edits.push(...replace(scalar, listenText(scalar, monitorAt)));
  }
  if (!has(conf, top, ...monitoring)) settings.push(`http: "${loopback}:${monitorAt}"`);

  const websocketAt = await websocketHere(conf, machine, own, settings);

  edits.push(...(await resolveUrls(conf, machine, own)));
  edits.push(...keepInside(conf, machine, settings));
  edits.push(...findFiles(conf, machine.file));
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
  const edits: Edit[] = [];
  const isTop = block.path.length === 0;
  for (const scalar of inBlock(conf, block)) {
    const { key } = scalar;
    const port = portOf(scalar);
    const listens =
      key === 'port' || key === 'listen' || (isTop && /^(https|https_port|prof_port)$/.test(key));
    if (key === 'host' || key === 'net') edits.push(...replaceString(scalar, `"${loopback}"`));
    else if (!listens || port === undefined) continue;
    else if (port !== 0) edits.push(...replace(scalar, listenText(scalar, await own(port))));
    else if (isTop && key === 'port') edits.push(...replace(scalar, `${await own(defaultPort)}`));
  }
  if (isTop || !has(conf, block, 'port', 'listen')) return edits;

  const added: string[] = [];
  if (!has(conf, block, 'listen', 'host', 'net')) added.push(`host: "${loopback}"`);
  // Servers tell each other, and those who dial them, where else to dial. That would lead past the links.
  // Before 2.15, `no_advertise` for leaf nodes does not keep back the server's own address.
  const kind = block.path[0]!;
  if (/^(cluster|leaf|leafnodes)$/.test(kind)) {
    const asked = has(conf, block, 'no_advertise');
    const addressed = has(conf, block, 'advertise', 'cluster_advertise');
    if (!asked) added.push('no_advertise: true');
    if (!addressed && (!asked || kind === 'cluster')) added.push(`advertise: "${nowhere}"`);
  }
  const text = added.map((setting) => ` ${setting};`).join('');
  return [...edits, { start: block.start, end: block.start, text }];
}

/** The port of WebSockets: the configuration's own, else one for pages of the origins that may connect. */
async function websocketHere(
  conf: ConfText,
  machine: Machine,
  own: (port: number) => Promise<number>,
  settings: string[],
): Promise<number | undefined> {
  const block = conf.blocks.find(({ path }) => /^(websocket|ws)$/.test(path.join()));
  if (block) {
    const ports = inBlock(conf, block).filter(({ key }) => key === 'port' || key === 'listen');
    const port = portOf(ports.at(-1));
    return port ? own(port) : undefined;
  }
  if (!machine.origins || has(conf, conf.blocks[0]!, 'websocket', 'ws')) return undefined;
  const port = await machine.port(websocketPort);
  const origins = JSON.stringify(machine.origins);
  settings.push(
    `websocket { listen: "${loopback}:${port}", no_tls: true, allowed_origins: ${origins} }`,
  );
  return port;
}

async function resolveUrls(
  conf: ConfText,
  machine: Machine,
  own: (port: number) => Promise<number>,
): Promise<Edit[]> {
  const edits = conf.scalars.map(async (scalar): Promise<Edit[]> => {
    const [, scheme, userinfo = '', host, port, rest = ''] = url.exec(scalar.text) ?? [];
    if (!host || !scheme) return [];
    const number = Number(port ?? implied(scheme, scalar));
    if (!number) return [];
    const address = await addressOf(host, number, machine, own);
    if (!address) return [];
    return replace(scalar, JSON.stringify(`${scheme}://${userinfo}${address}${rest}`));
  });
  return (await Promise.all(edits)).flat();
}

async function addressOf(
  host: string,
  port: number,
  machine: Machine,
  own: (port: number) => Promise<number>,
): Promise<string | undefined> {
  // The machine that a configuration calls localhost is the server's own.
  if (host === 'localhost' || host.startsWith('127.')) return `${loopback}:${await own(port)}`;
  if (/^[\d.]+$/.test(host)) return undefined;
  try {
    return await machine.resolve(host, port);
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
function keepInside(conf: ConfText, machine: Machine, settings: string[]): Edit[] {
  const inside = (dir: string) =>
    JSON.stringify(path.join(machine.dir, path.posix.resolve('/', dir), '.'));
  const homes = conf.blocks.filter(({ path }) => ['', 'jetstream'].includes(path.join()));
  const keysOf = ({ path }: Block) => (path.length === 0 ? storeKeys : ['store', ...storeKeys]);
  const stores = homes.flatMap((block) =>
    inBlock(conf, block).filter(({ key }) => keysOf(block).includes(key)),
  );
  if (!homes.some((block) => has(conf, block, ...keysOf(block)))) {
    settings.push(`store_dir: ${inside('')}`);
  }
  return [...stores, ...foldersOfResolvers(conf)].flatMap((scalar) =>
    replaceString(scalar, inside(scalar.text)),
  );
}

/** Has the server log where we read it, and leave no other files. */
function logHere(conf: ConfText, logging: Logging, settings: string[]): Edit[] {
  const top = conf.blocks[0]!;
  const levels = (['debug', 'trace'] as const).filter((level) => logging[level]);
  for (const level of levels) if (!has(conf, top, level)) settings.push(`${level}: true`);
  return inBlock(conf, top).flatMap((scalar) => {
    if (logFiles.includes(scalar.key)) return replaceString(scalar, '""');
    if (scalar.type && scalar.type !== 'bool') return [];
    if (scalar.key === 'syslog') return replace(scalar, 'false');
    return levels.some((level) => level === scalar.key) ? replace(scalar, 'true') : [];
  });
}

/** Gives each listener that leaves its port to chance (`-1`) one of its own, in their order. */
function numbered(machine: Machine): (port: number) => Promise<number> {
  let random = 0;
  return (port) => machine.port(port < 0 ? --random : port);
}

const inBlock = (conf: ConfText, block: Block): Scalar[] =>
  conf.scalars.filter((scalar) => scalar.block === block);

/** Whether a block has one of some keys, whatever their value. */
const has = (conf: ConfText, block: Block, ...names: string[]): boolean =>
  conf.keys.some((key) => key.block === block && names.includes(key.path.at(-1)!));

/** Puts another value in the place of a string, and leaves to the server what is none. */
const replaceString = (scalar: Scalar, text: string): Edit[] =>
  (scalar.type ?? 'string') === 'string' ? replace(scalar, text) : [];

/** The port that a setting names: as a number, or at the end of an address where it may be one. */
function portOf(scalar: Scalar | undefined): number | undefined {
  if (!scalar) return undefined;
  const { key, type, text } = scalar;
  const address = type === 'string' && !key.endsWith('port');
  const digits = address
    ? /^(?:\[[^[\]]*\]|[^:[\]]*):(-?\d+)$/.exec(text)?.[1]
    : type === 'integer' && /^-?\d+$/.test(text)
      ? text
      : undefined;
  return digits === undefined ? undefined : Number(digits);
}

const listenText = ({ key }: Scalar, port: number): string =>
  key.endsWith('port') ? `${port}` : `"${loopback}:${port}"`;
