import { pathsOf, settingsOf, type Block, type ConfText, type Scalar } from '../conf/conf-text.ts';
import { claimsIn } from '../credentials/claims.ts';
import { keyIn, keysIn, scalarIn } from '../conf/conf-index.ts';
import { between } from '../conf/in-order.ts';
import { applyEdits, replace, type Edit } from '../conf/edits.ts';
import { goUrl, type GoUrl } from '../conf/go-url.ts';
import { dialUrls } from '../conf/server-settings.ts';
import type { ServerSpec, Topology } from '../topology/topology.ts';
import { operatorsOf } from './accounts.ts';
import { behindProxy, speaksTls } from './behind-proxy.ts';
import type { Derived } from './derive.ts';
import { findGiven } from './find-given.ts';
import type { Note } from './given.ts';
import { leftOutOf, nativeCommand } from './left-out.ts';
import { namedFiles } from './named-files.ts';
import { isItself } from './resolve.ts';
import type { Dial, ServerConf } from './server-conf.ts';
import { quoted } from '../conf/quoted.ts';

/** A network as a host runs it: the files are put on the machines of its servers before they start. */
export interface Runnable {
  topology: Topology;
  /** By server, the texts of files by the paths that its configuration names. */
  files: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** How the servers here differ from those of the configurations. */
  notes: Note[];
  /** What is asked for that nats-server compiled to WebAssembly does not have: a native one has it. */
  leftOut: Note[];
}

/**
 * Rewrites a derived network so that it runs on any host: names lead to the servers that they mean, nothing is reached
 * outside, links are not compressed, so that they can be read, and our clients need no TLS. Each line of a configuration
 * stays the line that it was.
 */
export function runnable(derived: Derived): Runnable {
  const { topology, confs } = derived;
  const notes: Note[] = [];
  const servers = topology.servers.map((server): ServerSpec => {
    const conf = confs.get(server.name)!;
    return { ...server, config: runnableText(conf, derived, notes) };
  });
  const files = [...confs.values()].map((conf) => [conf.name, filesOf(conf, derived)] as const);
  const leftOut = [...confs.values()].flatMap(leftOutNotes);
  return { topology: { ...topology, servers }, files: new Map(files), notes, leftOut };
}

/** The files that a server finds on its machine: those that were given and that its configuration names, and stand-ins. */
function filesOf(conf: ServerConf, { files, standIns }: Derived): Map<string, string> {
  const put = new Map<string, string>();
  for (const { path, given } of namedFiles(conf, files)) if (given) put.set(path, given.text);
  for (const { server, path, text } of standIns) if (server === conf.name) put.set(path, text);
  return put;
}

/** What a server is asked for and does not have here, at its lines and with the remedy. */
const leftOutNotes = ({ conf, placeOf }: ServerConf): Note[] =>
  leftOutOf(conf).map(({ at, words, native }) => ({
    ...placeOf(at),
    words: `${words} ${native}: run ${nativeCommand}.`,
  }));

const withoutOcsp =
  'OCSP is left out of the servers here, which reach no responder: no certificate is asked about.';
/** A key that is turned off. */
const isOff = /\b(false|off|no)$/i;

function runnableText(server: ServerConf, derived: Derived, notes: Note[]): string {
  const { conf, text, name } = server;
  const added: string[] = [];
  const note = (at: number, words: string) => notes.push({ ...server.placeOf(at), words });
  const edits = [
    ...dialsHere(server, derived, note),
    ...uncertified(server, derived, note),
    ...listenAnywhere(server),
    ...uncompressed(conf),
    ...withoutTls(conf, added),
    ...withoutFetching(server, derived, added, note),
  ];
  // A cluster with JetStream must have a name of its own: the server says so itself.
  const needsOwn = has(conf, conf.blocks[0]!, 'jetstream') && server.cluster !== undefined;
  if (!has(conf, conf.blocks[0]!, 'server_name') && !needsOwn) added.push(`server_name: ${name}`);
  const whole = applyEdits(text, edits);
  return added.length === 0 ? whole : `${whole.replace(/\n?$/, '\n')}${added.join('\n')}\n`;
}

function dialsHere(
  server: ServerConf,
  derived: Derived,
  note: (at: number, words: string) => void,
): Edit[] {
  const { conf, dials, gateways } = server;
  const known = new Map([...dials, ...gateways].map((dial) => [dial.url, dial]));
  return dialUrls(conf).flatMap(({ url }) => dialHere(url, known.get(url), server, derived, note));
}

/**
 * Has a URL lead to the servers that it means, by their names here; one to an outside host leads nowhere. A server takes
 * no other host from the text than is meant: all that parsers read differently is written in the way that they share.
 */
function dialHere(
  scalar: Scalar,
  dial: Dial | undefined,
  { name }: ServerConf,
  { confs }: Derived,
  note: (at: number, words: string) => void,
): Edit[] {
  const url = goUrl(scalar.text);
  // The server refuses it, and does not repeat what a text that is no URL may hold.
  if (!url) return replace(scalar, '"nats://a URL that cannot be read"');
  const outside = !dial || (dial.to.length === 1 && !confs.has(dial.to[0]!));
  const names = dial?.own ? [name, ...dial.to] : (dial?.to ?? []);
  const hosts = outside
    ? [isItself(url.host) ? 'localhost' : `${plain(url.host) || 'nowhere'}.invalid`]
    : names;
  const texts = hosts.map((host) => {
    const hub = confs.get(host);
    const listener = dial && hub && behindProxy(dial, hub);
    if (!listener) return urlText(url, host);
    note(
      scalar.start,
      `${url.host}:${dial.port} is taken for a proxy, which leads to the WebSocket port ${listener.port} of ${host}.`,
    );
    const scheme = speaksTls(hub) ? 'wss' : 'ws';
    return urlText({ ...url, scheme, port: `${listener.port}` }, host);
  });
  if (texts.length === 1 && texts[0] === scalar.text) return [];
  const urls = texts.map(quoted).join(', ');
  return replace(scalar, texts.length === 1 || inList(scalar) ? urls : `[${urls}]`);
}

/** Schemes that a server tells from each other. It takes any other for `nats`. */
const schemes = /^(nats|nats-leaf|nats-route|tls|ws|wss|https?)$/;

/** A URL with another host, as any parser reads it. */
function urlText({ scheme, userinfo, port, rest }: GoUrl, host: string): string {
  const before = userinfo === undefined ? '' : `${userinfo.replaceAll('@', '%40')}@`;
  const behind = /^[/?#]/.test(rest) ? rest : '';
  return `${schemes.test(scheme) ? scheme : 'nats'}://${before}${host}${port ? `:${port}` : ''}${behind}`;
}

const plain = (host: string): string => host.replace(/[^\w.-]+/g, '-').replace(/^-+|[-.]+$/g, '');

/** Whether a value stands in a list: then its key has more after it, or a bracket before it. */
const inList = ({ end, behind }: Scalar): boolean => end < behind.valueEnd;

/**
 * Leaves certificates unchecked: those that were given are for other hosts than those by which servers are reached here,
 * and no authority has signed a stand-in. Where a remote has the stand-in of an authority too, it checks.
 */
function uncertified(
  { conf, dials }: ServerConf,
  { confs, standIns }: Derived,
  note: (at: number, words: string) => void,
): Edit[] {
  const made = standIns.some(({ use }) => use === 'ca');
  const asking = {
    leaf: new Set([...confs.values()].filter(leafsNeedTls)),
    webSocket: new Set([...confs.values()].filter(speaksTls)),
  };
  const seen = new Set<Block>();
  return dials.flatMap((dial): Edit[] => {
    const { block, start } = dial.url;
    if (dial.kind !== 'leaf' || seen.has(block)) return [];
    const those = asking[dial.webSocket ? 'webSocket' : 'leaf'];
    if (!dial.to.some((to) => those.has(confs.get(to)!))) return [];
    seen.add(block);
    const tls = between(conf.blocks, block.start + 1, block.end).find(
      ({ path }) => path.at(-1) === 'tls' && path.length === block.path.length + 1,
    );
    const checks = made && tls !== undefined && keyIn(conf, tls, 'ca_file') !== undefined;
    const but = checks ? '' : ', and the certificate of the other end is not checked';
    note(start, `This link is encrypted: what crosses it cannot be read here${but}.`);
    if (checks) return [];
    return [insert((tls ?? block).start, tls ? 'insecure: true' : 'tls { insecure: true }')];
  });
}

/** Whether a server takes leaf nodes with TLS only. */
const leafsNeedTls = ({ conf }: ServerConf): boolean =>
  conf.blocks.some(({ path }) => /^leaf(nodes)?\ntls$/.test(path.join('\n')));

const listeners = /^(|cluster|leaf|leafnodes|gateway|websocket|ws|mqtt)$/;

/** Each server has a machine to itself, with an address that its configuration does not know. */
function listenAnywhere({ conf, name, listeners: own }: ServerConf): Edit[] {
  return conf.scalars.flatMap((scalar): Edit[] => {
    const { block, key, text } = scalar;
    const path = pathsOf(block).find((keys) => listeners.test(keys.join('\n')));
    if (!path) return [];
    if (key === 'host' || key === 'net')
      return isAnywhere(text) ? [] : replace(scalar, '"0.0.0.0"');
    if (key === 'listen' || ((key === 'http' || key === 'https') && path.length === 0)) {
      const [, host, port] = /^(.*):(-?\d+)$/.exec(text) ?? [];
      return host === undefined || isAnywhere(host) ? [] : replace(scalar, `"0.0.0.0:${port}"`);
    }
    if (!/^((client|cluster|leafnode)_)?advertise$/.test(key)) return [];
    const kind = kindOf(path);
    const port = own.find((listener) => listener.kind === kind)?.port;
    const address = port === undefined || port < 0 ? name : `${name}:${port}`;
    return text === address ? [] : replace(scalar, quoted(address));
  });
}

/** Whether a host listens where it does without a host. The module looks up no name, not `localhost` either. */
const isAnywhere = (host: string): boolean => /^(0\.0\.0\.0|127\.0\.0\.1|\[?::\]?|)$/.test(host);

function kindOf([key = '']: readonly string[]): string {
  if (/^leaf/.test(key)) return 'leaf';
  if (/^(websocket|ws)$/.test(key)) return 'websocket';
  return key === '' ? 'client' : key === 'cluster' ? 'route' : key;
}

/** Switches compression off on links that would have it, so that they can be read. */
function uncompressed(conf: ConfText): Edit[] {
  const isLink = ({ path }: Block) => /^leaf(nodes)?(\nremotes)?$|^cluster$/.test(path.join('\n'));
  return conf.blocks.filter(isLink).flatMap((block): Edit[] => {
    const key = keyIn(conf, block, 'compression');
    const value = scalarIn(conf, block, 'compression');
    if (key && /^(off|disabled|false|no)$/i.test(value?.text ?? '')) return [];
    // Routes are compressed only where one end asks for it.
    const listens = block.path.length > 1 || keyIn(conf, block, 'port', 'listen') !== undefined;
    if (!key)
      return block.path[0] === 'cluster' || !listens
        ? []
        : [insert(block.start, 'compression: off')];
    return [{ start: key.valueEnd, end: key.valueEnd, text: '; compression: off' }];
  });
}

/** Lets in clients without TLS beside those with it: ours have no certificates, and reach a server past all networks. */
function withoutTls(conf: ConfText, added: string[]): Edit[] {
  const top = conf.blocks[0]!;
  if (!has(conf, top, 'tls')) return [];
  added.push('allow_non_tls: true');
  const tls = conf.blocks.find(({ path }) => path.join() === 'tls');
  const first = tls && keyIn(conf, tls, 'handshake_first', 'first', 'immediate');
  if (!first) return [];
  return [{ start: first.valueEnd, end: first.valueEnd, text: `; ${first.name}: false` }];
}

/** Keeps a server from fetching what lies outside: accounts by URL, a proxy, the state of certificates. */
function withoutFetching(
  { conf, path, text }: ServerConf,
  { files }: Derived,
  added: string[],
  note: (at: number, words: string) => void,
): Edit[] {
  const top = conf.blocks[0]!;
  const edits: Edit[] = [];
  const resolver = /^(resolver|account_resolver|accounts_resolver)$/;
  for (const scalar of conf.scalars) {
    const settings = settingsOf(scalar);
    // Any text with a URL in it will do for the server, unless it has what stands for its memory.
    if (settings.some((each) => resolver.test(each)) && !/MEM/i.test(scalar.text)) {
      note(scalar.start, 'Accounts are not fetched here: only those of the files given are known.');
      edits.push(...replace(scalar, 'MEMORY'));
    }
    if (settings.some((each) => /^leaf(nodes)?\nremotes\nproxy\nurl$/.test(each))) {
      const url = goUrl(scalar.text);
      note(scalar.start, 'No proxy is reached here.');
      // One that is wrong is the server's to refuse.
      const refused = `${/^\w+:/.exec(scalar.text)?.[0] ?? ''}//a URL that cannot be read`;
      const text = url?.host ? urlText(url, 'proxy.invalid') : refused;
      edits.push(...replace(scalar, quoted(text)));
    }
  }
  for (const key of conf.keys) {
    const named = key.path.at(-1)!;
    const asks =
      named === 'ocsp_peer' ||
      (named === 'ocsp' && pathsOf(key.block).some(({ length }) => length === 0));
    if (!asks) continue;
    if (!isOff.test(text.slice(key.start, key.valueEnd))) note(key.start, withoutOcsp);
    edits.push({ start: key.valueEnd, end: key.valueEnd, text: `; ${named}: false` });
  }
  // A certificate may ask for its state by itself.
  if (conf.keys.some(({ path: keys }) => keys.at(-1) === 'tls') && !has(conf, top, 'ocsp'))
    added.push('ocsp: false');
  const hasResolver = keysIn(conf, top).some((key) => resolver.test(key.path.at(-1)!));
  const fetches = operatorsOf(conf).some(({ text }) => {
    const jwt = text.startsWith('eyJ') ? text : (findGiven(files, path, text)?.text ?? '');
    const claims = claimsIn(jwt);
    // What cannot be read here may be read by the server.
    return claims.length === 0 || claims.some(({ nats }) => nats.account_server_url !== undefined);
  });
  if (fetches && !hasResolver) added.push('resolver: MEMORY');
  return edits;
}

const insert = (at: number, setting: string): Edit => ({
  start: at,
  end: at,
  text: ` ${setting};`,
});

const has = (conf: ConfText, block: Block, name: string): boolean =>
  keyIn(conf, block, name) !== undefined;
