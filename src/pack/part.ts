import { readConf, type ConfText, type Scalar } from '../lab/conf/conf-text.ts';
import { applyEdits, fromRoot, replace, type Edit } from '../lab/conf/edits.ts';
import { proxiedOf, type Proxied } from '../lab/derive/behind-proxy.ts';
import type { Derived } from '../lab/derive/derive.ts';
import { findGiven } from '../lab/derive/find-given.ts';
import { namedFiles } from '../lab/derive/named-files.ts';
import type { Dial, ServerConf } from '../lab/derive/server-conf.ts';
import { freeNames } from './quote.ts';
import { quoted } from '../lab/conf/quoted.ts';

/** A listener of a server, by what it is for. */
export interface Port {
  use: 'client' | 'leaf' | 'route' | 'gateway' | 'websocket' | 'mqtt' | 'monitor';
  port: number;
  /** It is open to its own machine alone. */
  local: boolean;
}

/** One server of a network that is packed. */
export interface Part {
  conf: ServerConf;
  /** Its name as that of a host, a service and a file. */
  name: string;
  /** What it dials by way of something in between, such as an ingress that ends TLS. */
  proxied: Proxied[];
  ports: Port[];
  /** Where monitoring answers, without TLS. */
  monitor?: { port: number; path: string };
  /** The folders in which it stores, as its configuration names them. */
  stores: string[];
  /** Set where JetStream stores in the usual folder, as the configuration names none. */
  storesAnywhere: boolean;
  /** Files that the person puts there: credentials, keys, certificates, JWTs. */
  secrets: { path: string; use: string }[];
  /** Variables of the environment that its configuration refers to, and that nothing here sets. */
  variables: string[];
  /** Variables that what deploys it sets, with their values as the server reads them. */
  env: Map<string, string>;
}

/** Where JetStream stores without a `store_dir`. */
export const usualStore = '/tmp/nats/jetstream';

/** The servers of a network as they are packed, each with a name that any system takes. */
export function partsOf(derived: Derived): Part[] {
  const free = freeNames();
  return [...derived.confs.values()].map((conf) => {
    const monitor = monitorOf(conf.conf);
    const files = namedFiles(conf, derived.files);
    const secrets = new Map(files.map(({ path, use }) => [path, { path, use }]));
    const stores = storesOf(conf.conf);
    const storesAnywhere = hasJetStream(conf.conf) && stores.jetstream === undefined;
    return {
      conf,
      name: free(conf.name),
      proxied: proxiedOf(derived.confs, conf),
      ports: portsOf(conf.conf),
      ...(monitor && { monitor }),
      stores: [
        ...new Set([
          ...(stores.jetstream === undefined ? [] : [stores.jetstream]),
          ...(storesAnywhere ? [usualStore] : []),
          ...stores.others,
        ]),
      ],
      storesAnywhere,
      secrets: [...secrets.values()],
      variables: [...new Set(conf.unset.map(({ variable }) => variable))].filter((variable) =>
        /^\w+$/.test(variable),
      ),
      env: new Map(
        Object.entries(derived.files.get(conf.path)?.env ?? {}).filter(([variable]) =>
          conf.text.includes(`$${variable}`),
        ),
      ),
    };
  });
}

/** What a server dials with nothing in between: remotes, routes and gateways. Their hosts are those of the servers. */
export const dialsOf = ({ conf, proxied }: Part): Dial[] =>
  [...conf.dials, ...conf.gateways].filter((dial) => proxied.every((each) => each.dial !== dial));

/** The values of a key in one block. */
export const valuesAt = ({ scalars }: ConfText, block: RegExp, key: RegExp): Scalar[] =>
  scalars.filter((scalar) => block.test(scalar.block.path.join('.')) && key.test(scalar.key));

const blocks: [Exclude<Port['use'], 'client' | 'monitor'>, RegExp][] = [
  ['leaf', /^leaf(nodes)?$/],
  ['route', /^cluster$/],
  ['gateway', /^gateway$/],
  ['websocket', /^(websocket|ws)$/],
  ['mqtt', /^mqtt$/],
];

function portsOf(conf: ConfText): Port[] {
  const at = (block: RegExp, keys = /^(port|listen)$/): { port?: number; local: boolean } => {
    const found = valuesAt(conf, block, keys).at(-1);
    const port = found && Number(/(\d+)$/.exec(found.text)?.[1]);
    const host =
      valuesAt(conf, block, /^(host|net)$/).at(-1)?.text ??
      (/^(.*):\d+$/.exec(found?.text ?? '')?.[1] || '');
    return { ...(port ? { port } : {}), local: isLoopback(host) };
  };
  const client = at(/^$/);
  const monitor = monitorOf(conf);
  return [
    ...(client.port === undefined && valuesAt(conf, /^$/, /^port$/).length > 0
      ? []
      : [{ use: 'client' as const, port: client.port ?? 4222, local: client.local }]),
    ...blocks.flatMap(([use, block]): Port[] => {
      const { port, local } = at(block);
      return port === undefined ? [] : [{ use, port, local }];
    }),
    ...(monitor ? [{ use: 'monitor' as const, port: monitor.port, local: false }] : []),
  ];
}

/** Whether a host means the machine itself. */
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);

/** Whether a server that dials a host dials its own machine: the address for all addresses is one of it too. */
export const isOwnMachine = (host: string): boolean =>
  isLoopback(host) || /^(0(\.0){3}|\[?::\]?)$/.test(host);

function monitorOf(conf: ConfText): Part['monitor'] {
  const found = valuesAt(conf, /^$/, /^(http|http_port|monitor_port)$/).at(-1);
  const port = Number(/(\d+)$/.exec(found?.text ?? '')?.[1] ?? 0);
  if (!port) return undefined;
  const base = valuesAt(conf, /^$/, /^http_base_path$/).at(-1)?.text ?? '';
  return { port, path: fromRoot(`${base}/healthz`) };
}

function hasJetStream({ keys, scalars }: ConfText): boolean {
  if (!keys.some(({ path }) => path.join('.') === 'jetstream')) return false;
  const said = scalars.findLast(
    ({ block, key }) =>
      (block.path.length === 0 && key === 'jetstream') ||
      (block.path.join() === 'jetstream' && /^enabled?$/.test(key)),
  );
  return !said || /^(true|on|yes|enabled?)$/i.test(said.text);
}

function storesOf(conf: ConfText): { jetstream?: string; others: string[] } {
  const jetstream =
    valuesAt(conf, /^jetstream$/, /^(store|store_dir|storedir)$/).at(-1) ??
    valuesAt(conf, /^$/, /^(store_dir|storedir)$/).at(-1);
  return {
    ...(jetstream && hasJetStream(conf) && { jetstream: jetstream.text }),
    others: valuesAt(conf, /^resolver$/, /^dir$/).map(({ text }) => text),
  };
}

/** A file of a server's configuration, at its path from the folder of the main one on. */
export interface OwnFile {
  path: string;
  text: string;
}

/** A configuration with the files that it includes, and those that it includes and that were not given. */
export interface OwnFiles {
  main: OwnFile;
  included: OwnFile[];
  missing: string[];
}

/** How hosts are written where the network runs that is packed. */
export interface NewHosts {
  /** The host of a dial, where it changes. */
  of: (dial: Dial) => string | undefined;
  /** Whether servers elsewhere dial it: it must not listen to its own machine alone. */
  isDialled: boolean;
}

/** The very files of a server, in which only hosts are replaced that would lead nowhere. */
export function ownFiles(part: Part, { files }: Derived, hosts?: NewHosts): OwnFiles {
  const urls = new Map(
    dialsOf(part).flatMap((dial) => {
      const host = hosts?.of(dial);
      return host === undefined ? [] : [[dial.url.text, withHost(dial.url.text, host)] as const];
    }),
  );
  const found: OwnFile[] = [];
  const missing: string[] = [];
  const add = (given: string, path: string): void => {
    const text = files.get(given)?.text ?? '';
    const conf = readConf(text);
    const edits = conf.scalars.flatMap((scalar) => {
      const url = urls.get(scalar.text);
      if (url !== undefined) return replace(scalar, quoted(url));
      return hosts?.isDialled && isListener(scalar) ? opened(scalar) : [];
    });
    found.push({ path, text: applyEdits(text, edits) });
    for (const scalar of conf.scalars) {
      if (scalar.key !== 'include') continue;
      // The server looks from the folder of the file that includes on, whatever the path.
      const there = joined(path.replace(/[^/]*$/, ''), scalar.text);
      const file = findGiven(files, given, scalar.text);
      if (!file) missing.push(there);
      else if (!found.some((each) => each.path === there)) add(file.path, there);
    }
  };
  add(part.conf.path, `${part.name}.conf`);
  return { main: found[0]!, included: found.slice(1), missing };
}

const isListener = ({ block, key }: Scalar): boolean =>
  /^(leaf(nodes)?|cluster|gateway|websocket|ws)$/.test(block.path.join('.')) &&
  /^(listen|host|net)$/.test(key);

/** Has a server listen to all where it listens to its own machine. */
function opened(scalar: Scalar): Edit[] {
  const [, host, port = ''] = /^(.*?)(:\d+)?$/.exec(scalar.text)!;
  return isLoopback(host!) ? replace(scalar, quoted(`0.0.0.0${port}`)) : [];
}

/** Puts paths together, keeping what leads out of the folder in front. */
function joined(folder: string, named: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${named}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A URL with another host. */
export const withHost = (url: string, host: string): string =>
  url.replace(
    /^([\w-]+:\/\/(?:[^@/]*@)?)(\[[^\]]*\]|[^:/?#]+)/,
    (_, before: string) => before + host,
  );
