import path from 'node:path';
import type { Logging } from '../../lab/network/host.ts';
import { NoSuchHost, type Resolve } from '../../lab/network/server-runtime.ts';
import { keyIn, keysIn, scalarsIn } from '../../lab/conf/conf-index.ts';
import { between, lineFinder } from '../../lab/conf/in-order.ts';
import {
  pathsOf,
  readWhole,
  type Block,
  type ConfText,
  type Key,
  type Scalar,
} from '../../lab/conf/conf-text.ts';
import {
  applyEdits,
  findFiles,
  findWritten,
  fromRoot,
  logFiles,
  replace,
  replaceString,
  storeKeys,
  written,
  type Edit,
  type FileAt,
} from '../../lab/conf/edits.ts';
import { quoted } from '../../lab/conf/quoted.ts';

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
  /**
   * Answers the text of a file that has been put on the machine. With it, a configuration may include such files, and
   * no others.
   */
  textOf?: (file: string) => string | undefined;
  /**
   * A path that pages do not know, in front of those of monitoring: a server lets pages of any origin read these.
   */
  monitorPath?: string;
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
const allowedOrigins = /^(allowed|allow)_origins?$|^origins?$/;
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
  const conf = readWhole(config);
  refuseIncludes(config, machine);
  const top = conf.blocks[0]!;
  const edits: Edit[] = [];
  const settings: string[] = [];
  const own = numbered(machine);

  for (const block of conf.blocks) {
    if (!pathsOf(block).some((keys) => listeners.includes(keys.join()))) continue;
    edits.push(...(await listenHere(conf, block, machine, own)));
  }
  const client = scalarsIn(conf, top).filter(({ key }) => key === 'port' || key === 'listen');
  const clientPort = await own(portOf(client.at(-1)) || defaultPort);
  if (!has(conf, top, 'port', 'listen')) settings.push(`port: ${clientPort}`);
  if (!has(conf, top, 'listen', 'host', 'net')) settings.push(`host: "${loopback}"`);

  const monitor = scalarsIn(conf, top).filter(({ key }) => monitoring.includes(key));
  const monitorAt = await own(portOf(monitor.at(-1)) || monitorPort);
  for (const scalar of monitor) {
    if (portOf(scalar) === undefined && scalar.type) continue;
    edits.push(...replace(scalar, listenText(scalar, monitorAt)));
  }
  if (!has(conf, top, ...monitoring)) settings.push(`http: "${loopback}:${monitorAt}"`);

  const websocketAt = await websocketHere(conf, machine, own, settings);

  edits.push(...(await resolveUrls(conf, machine, own)));
  edits.push(...keepInside(conf, machine.dir));
  if (!hasStore(conf)) settings.push(`store_dir: ${quoted(below(machine.dir, ''))}`);
  edits.push(...logHere(conf, logging, settings));

  const paths = scalarsIn(conf, top).filter(({ key }) => key === 'http_base_path');
  const basePath = path.posix.join('/', machine.monitorPath ?? '', paths.at(-1)?.text ?? '');
  if (machine.monitorPath) {
    edits.push(...paths.flatMap((scalar) => replaceString(scalar, quoted(basePath))));
    if (paths.length === 0) settings.push(`http_base_path: "${basePath}"`);
  }
  // After all others: a file that has the name of a value must not keep it from being rewritten.
  edits.push(...findFiles(conf, machine.file));
  return {
    text: `${applyEdits(config, edits)}\n${settings.join('; ')}\n`,
    clientPort,
    websocketPort: websocketAt,
    monitorUrl: `http://${loopback}:${monitorAt}${basePath.replace(/\/?$/, '/')}`,
  };
}

/**
 * Refuses an include that would bring in what has not been confined: another file than those of the machine, or one
 * that says where a server listens or writes. `nats-server -t` follows an include too.
 * @throws Error that names the line
 */
export function refuseIncludes(
  config: string,
  { dir, textOf }: Pick<Machine, 'dir' | 'textOf'>,
): void {
  if (!textOf) return;
  const lineOf = lineFinder(config);
  const seen = new Set<string>();
  for (const { key, text, start } of readWhole(config).scalars) {
    if (key !== 'include' || seen.has(text)) continue;
    seen.add(text);
    const column = start - (config.lastIndexOf('\n', start - 1) + 1);
    const at = `/${path.basename(dir)}.conf:${lineOf(start)}:${column}`;
    const included = textOf(text);
    if (included === undefined) {
      throw new Error(
        `${at}: include "${text}": no such file has been put on this machine. Write what it has in this place.`,
      );
    }
    const mine = readWhole(included).keys.find(({ path: keys }) => isConfined(keys.at(-1)!));
    if (mine) {
      throw new Error(
        `${at}: include "${text}": "${mine.name}" may not come from an included file on servers of your machine. Write it in this place.`,
      );
    }
  }
}

/** Whether a key says where a server listens and for whom, where it writes, or what else it reads. */
const isConfined = (key: string): boolean =>
  /^(include|port|listen|host|net|https|https_port|prof_port|store|syslog|http_base_path)$/.test(
    key,
  ) ||
  allowedOrigins.test(key) ||
  [...monitoring, ...logFiles, ...written].includes(key);

/** Moves what a block listens on to this machine, and keeps it from telling others where that is. */
async function listenHere(
  conf: ConfText,
  block: Block,
  { origins }: Machine,
  own: (port: number) => Promise<number>,
): Promise<Edit[]> {
  const edits: Edit[] = [];
  const isTop = block.path.length === 0;
  for (const scalar of scalarsIn(conf, block)) {
    const { key } = scalar;
    const port = portOf(scalar);
    const listens =
      key === 'port' || key === 'listen' || (isTop && /^(https|https_port|prof_port)$/.test(key));
    if (key === 'host' || key === 'net') edits.push(...replaceString(scalar, `"${loopback}"`));
    else if (!listens || port === undefined) continue;
    else if (port !== 0) edits.push(...replace(scalar, listenText(scalar, await own(port))));
    // Without a port, clients get the usual one. Other listeners stay closed.
    else if (isTop && (key === 'port' || key === 'listen'))
      edits.push(...replace(scalar, listenText(scalar, await own(defaultPort))));
  }
  if (isTop) return edits;
  const theirs = keysIn(conf, block).filter((key) => allowedOrigins.test(key.path.at(-1)!));
  if (origins && isWebsocket(block))
    edits.push(...theirs.flatMap((key) => originsHere(conf, key, origins)));
  if (!has(conf, block, 'port', 'listen')) return edits;

  const added: string[] = [];
  if (!has(conf, block, 'listen', 'host', 'net')) added.push(`host: "${loopback}"`);
  if (origins && theirs.length === 0 && isWebsocket(block)) {
    added.push(`allowed_origins: ${listOf(origins)}`);
  }
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

const isWebsocket = (block: Block): boolean =>
  pathsOf(block).some((keys) => /^(websocket|ws)$/.test(keys.join()));

/**
 * Overrides the origins that a configuration lets in, unless it names them: with an empty list, a server lets in pages
 * of any.
 */
function originsHere(
  conf: ConfText,
  { name, end, valueEnd }: Key,
  origins: readonly string[],
): Edit[] {
  const named = between(conf.scalars, end, valueEnd);
  const isPlain = ({ type, reference }: Scalar) => type === 'string' && !reference;
  if (named.length > 0 && named.every(isPlain)) return [];
  const text = `; ${name}: ${listOf(origins)}`;
  return [{ start: valueEnd, end: valueEnd, text }];
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
    const ports = scalarsIn(conf, block).filter(({ key }) => key === 'port' || key === 'listen');
    const port = portOf(ports.at(-1));
    return port ? own(port) : undefined;
  }
  if (!machine.origins || has(conf, conf.blocks[0]!, 'websocket', 'ws')) return undefined;
  const port = await machine.port(websocketPort);
  const origins = listOf(machine.origins);
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
    const number = Number(port ?? implied(scalar));
    if (!number) return [];
    const address = await addressOf(host, number, machine, own);
    if (!address) return [];
    return replace(scalar, quoted(`${scheme}://${userinfo}${address}${rest}`));
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

/** The port of a URL that names none: of a remote the usual one, over WebSocket too. */
function implied(scalar: Scalar): number | undefined {
  return /^leaf/.test(scalar.block.path[0] ?? '') ? defaultLeafPort : undefined;
}

/** Puts what a server writes below a folder. `nats-server -t` writes too: it makes the folder of a resolver. */
export const keepInside = (conf: ConfText, dir: string): Edit[] =>
  findWritten(conf).flatMap((scalar) => replaceString(scalar, quoted(below(dir, scalar.text))));

/** A path below a folder, which no `..` leads out of. */
export const below = (dir: string, file: string): string => path.join(dir, fromRoot(file), '.');

/** Whether a configuration says where its streams are stored. */
const hasStore = (conf: ConfText): boolean =>
  conf.blocks.some(
    (block) =>
      (block.path.length === 0 && has(conf, block, ...storeKeys)) ||
      (block.path.join() === 'jetstream' && has(conf, block, 'store', ...storeKeys)),
  );

/** Has the server log where we read it, and leave no other files. */
function logHere(conf: ConfText, logging: Logging, settings: string[]): Edit[] {
  const top = conf.blocks[0]!;
  const levels = (['debug', 'trace'] as const).filter((level) => logging[level]);
  for (const level of levels) if (!has(conf, top, level)) settings.push(`${level}: true`);
  return conf.scalars.flatMap((scalar) => {
    if (logFiles.includes(scalar.key)) return replaceString(scalar, '""');
    if (scalar.block !== top) return [];
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

/** Whether a block has one of some keys, whatever their value. */
const has = (conf: ConfText, block: Block, ...names: string[]): boolean =>
  keyIn(conf, block, ...names) !== undefined;

/** The port that a setting names: as a number, or at the end of an address where it may be one. */
function portOf(scalar: Scalar | undefined): number | undefined {
  if (!scalar) return undefined;
  const { key, type, text } = scalar;
  const address = type === 'string' && !key.endsWith('port');
  const digits = address
    ? /^(?:\[[^[\]]*\]|[^:[\]]*):([+-]?\d+)$/.exec(text)?.[1]
    : type === 'integer' && /^-?\d+$/.test(text)
      ? text
      : undefined;
  return digits === undefined ? undefined : Number(digits);
}

const listenText = ({ key }: Scalar, port: number): string =>
  key.endsWith('port') ? `${port}` : `"${loopback}:${port}"`;

const listOf = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;
