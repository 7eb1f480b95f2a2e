import { confValue, type ConfMap, type ConfValue } from './conf-value.ts';
import { dialsOf, withHost, type Part } from './part.ts';
import { hostFor, plain, podOf, type Release } from './releases.ts';
import { withoutLogins, type Logins } from './secrets.ts';

/** Values of the chart for one release, and what has to be there beside them. */
export interface ReleaseValues {
  values: Record<string, unknown>;
  logins: Logins;
  /** The Secrets that the person makes of files: their kind, and the file for each key. */
  secrets: { name: string; tls: boolean; files: Map<string, string> }[];
  /** What came out otherwise than it was configured. */
  changes: string[];
}

/** Where files that are neither certificates of listeners nor of the authority are mounted. */
const filesFolder = '/etc/nats-files';
/** The release of nats-server that this project tests. */
export const imageTag = '2.15.2-alpine';

type Values = Record<string, unknown>;

/** Makes values for the official chart of the configuration of a release. */
export function valuesOf(release: Release, releases: readonly Release[]): ReleaseValues {
  const { name, parts } = release;
  const [part] = parts as [Part, ...Part[]];
  const several = parts.length > 1;
  const logins: Logins = { values: new Map(), places: new Map() };
  const secrets: ReleaseValues['secrets'] = [];
  const changes: string[] = [];
  const value = withoutLogins(dialledThere(part, release, releases, changes), logins);
  const take = taker(value);
  const files = new Map<string, string>();

  /** The path in the container of a file that a configuration names. */
  const fileAt = (path: string): string => {
    const base =
      (path.split('/').at(-1) ?? '').replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'file';
    let key = base;
    for (let n = 2; files.has(key) && files.get(key) !== path; n += 1) key = `${n}-${base}`;
    files.set(key, path);
    return `${filesFolder}/${key}`;
  };
  const named = new Set(part.secrets.map(({ path }) => path));
  const written = (each: ConfValue, key = ''): unknown => {
    if (each instanceof Map)
      return Object.fromEntries([...each].map(([inner, below]) => [inner, written(below, inner)]));
    if (Array.isArray(each)) return each.map((item) => written(item, key));
    const isFile =
      /^(creds|credentials|cert|cert_file|key|key_file|ca|ca_file|operators?|roots?)$/i;
    return typeof each === 'string' && isFile.test(key) && named.has(each)
      ? fileAt(each)
      : plain(each);
  };
  const rest = (map: ConfMap): Values => written(map) as Values;

  const listeners = [
    ['nats', value] as const,
    ...(['leafnodes', 'websocket', 'mqtt', 'cluster', 'gateway'] as const).flatMap((use) => {
      const block = blockAt(value, ...aliasesOf(use));
      return block && portIn(block) !== undefined ? [[use, block] as const] : [];
    }),
  ].flatMap(([use, block]) => {
    const tls = blockAt(block, 'tls');
    return tls ? [{ use, tls }] : [];
  });
  const authorities = new Set(
    listeners.map(({ tls }) => textAt(tls, 'ca_file', 'ca', 'ca_cert_file')),
  );
  const [authority] = authorities;
  const oneCa = authorities.size === 1 && authority !== undefined;
  if (oneCa)
    secrets.push({ name: `${name}-ca`, tls: false, files: new Map([['ca.crt', authority]]) });

  /** The part of the values for the certificates of a listener. */
  const tlsOf = (use: string, block: ConfMap): Values => {
    const tls = blockAt(block, 'tls');
    if (!tls) return {};
    const takeTls = taker(tls);
    block.delete([...block.keys()].find((key) => key.toLowerCase() === 'tls')!);
    if (oneCa) takeTls('ca_file', 'ca', 'ca_cert_file');
    const [cert, key] = [takeTls('cert_file', 'cert'), takeTls('key_file', 'key')];
    const secretName = `${name}-${use}-tls`;
    if (typeof cert === 'string' && typeof key === 'string')
      secrets.push({
        name: secretName,
        tls: true,
        files: new Map([
          ['tls.crt', cert],
          ['tls.key', key],
        ]),
      });
    return {
      tls: {
        enabled: true,
        ...(cert !== undefined && { secretName }),
        ...(tls.size > 0 && { merge: rest(tls) }),
      },
    };
  };

  const config: Values = {};
  const merge: Values = {};
  /** A listener that the chart knows; one without a port stays what it is. */
  const listener = (use: string, more?: (block: ConfMap) => Values): void => {
    const block = take(...aliasesOf(use));
    if (!(block instanceof Map)) return;
    const port = portIn(block);
    if (port === undefined) {
      if (block.size > 0) merge[use] = rest(block);
      return;
    }
    const takeOwn = taker(block);
    takeOwn('port');
    takeOwn('listen');
    takeOwn('host', 'net');
    const own = more?.(block) ?? {};
    const tls = tlsOf(use, block);
    config[use] = {
      enabled: true,
      port,
      ...own,
      ...tls,
      ...(block.size > 0 && { merge: rest(block) }),
    };
  };

  listener('cluster', (block) => clusterOf(block, release));
  const jetstream = take('jetstream');
  const topStore = take('store_dir', 'storedir');
  const js = jetstreamOf(jetstream, topStore, changes);
  if (js) config.jetstream = { ...js.own, ...(js.rest.size > 0 && { merge: rest(js.rest) }) };
  const tls = tlsOf('nats', value);
  const port = portIn(value);
  for (const key of ['port', 'listen', 'host', 'net']) take(key);
  if (tls.tls !== undefined || (port !== undefined && port !== 4222))
    config.nats = { ...(port !== undefined && port !== 4222 && { port }), ...tls };
  listener('leafnodes');
  listener('websocket', (block) => {
    if (plain(taker(block)('no_tls') ?? true) !== true) block.set('no_tls', false);
    return {};
  });
  listener('mqtt');
  listener('gateway', (block) => {
    if (textAt(block, 'name') === name) taker(block)('name');
    return {};
  });
  const [http, https] = [take('http', 'http_port', 'monitor_port'), take('https', 'https_port')];
  const monitor = numberAtEnd(https ?? http);
  if (monitor !== undefined)
    config.monitor = { port: monitor, ...(https !== undefined && { tls: { enabled: true } }) };
  else
    changes.push(`Monitoring is on, at port 8222: the chart asks it whether the server is ready.`);
  const profiling = numberAtEnd(take('prof_port'));
  if (profiling !== undefined) config.profiling = { enabled: true, port: profiling };
  const resolver = take('resolver');
  if (resolver instanceof Map) {
    const dir = taker(resolver)('dir');
    config.resolver = {
      enabled: true,
      ...(dir !== undefined && { dir: plain(dir) }),
      ...(resolver.size > 0 && { merge: rest(resolver) }),
    };
  } else if (resolver !== undefined) merge.resolver = plain(resolver);
  for (const key of [
    'pid_file',
    'pidfile',
    'log_file',
    'logfile',
    'ports_file_dir',
    'syslog',
    'remote_syslog',
    'logtime',
  ])
    if (take(key) !== undefined)
      changes.push(`“${key}” is left out: in a pod the server logs to its output.`);
  const serverName = take('server_name');
  if (!several) merge.server_name = plain(serverName ?? part.conf.name);
  Object.assign(merge, rest(value));
  if (Object.keys(merge).length > 0) config.merge = merge;

  if (files.size > 0) secrets.push({ name: `${name}-files`, tls: false, files });
  const fromSecret = (key: string) => ({
    valueFrom: { secretKeyRef: { name: `${name}-logins`, key } },
  });
  const env = [...logins.values.keys(), ...part.variables];
  const values = {
    fullnameOverride: name,
    ...(oneCa && { tlsCA: { enabled: true, secretName: `${name}-ca` } }),
    config,
    container: {
      image: { tag: imageTag },
      ...(env.length > 0 && { env: Object.fromEntries(env.map((key) => [key, fromSecret(key)])) }),
      ...(files.size > 0 && {
        patch: [
          {
            op: 'add',
            path: '/volumeMounts/-',
            value: { name: 'files', mountPath: filesFolder, readOnly: true },
          },
        ],
      }),
    },
    ...(files.size > 0 && {
      podTemplate: {
        patch: [
          {
            op: 'add',
            path: '/spec/volumes/-',
            value: { name: 'files', secret: { secretName: `${name}-files` } },
          },
        ],
      },
    }),
    ...(config.gateway !== undefined && { service: { ports: { gateway: { enabled: true } } } }),
    natsBox: { enabled: false },
  };
  return { values, logins, secrets, changes: [...new Set(changes)] };
}

const aliasesOf = (use: string): string[] =>
  use === 'leafnodes' ? ['leafnodes', 'leaf'] : use === 'websocket' ? ['websocket', 'ws'] : [use];

/** Takes values out of a map, whatever the case of their keys. */
const taker =
  (map: ConfMap) =>
  (...names: string[]): ConfValue | undefined => {
    let found: ConfValue | undefined;
    for (const key of [...map.keys()].filter((each) => names.includes(each.toLowerCase()))) {
      found = map.get(key);
      map.delete(key);
    }
    return found;
  };

const valueAt = (map: ConfMap, ...names: string[]): ConfValue | undefined =>
  [...map].findLast(([key]) => names.includes(key.toLowerCase()))?.[1];

const blockAt = (map: ConfMap, ...names: string[]): ConfMap | undefined => {
  const found = valueAt(map, ...names);
  return found instanceof Map ? found : undefined;
};

const textAt = (map: ConfMap, ...names: string[]): string | undefined => {
  const found = valueAt(map, ...names);
  return typeof found === 'string' ? found : undefined;
};

const numberAtEnd = (value: ConfValue | undefined): number | undefined => {
  const digits = /(\d+)$/.exec(String(value === undefined ? '' : plain(value)))?.[1];
  return digits === undefined ? undefined : Number(digits) || undefined;
};

/** The port that a block listens on. */
const portIn = (block: ConfMap): number | undefined =>
  numberAtEnd(valueAt(block, 'port') ?? valueAt(block, 'listen'));

/** The configuration with the hosts of what it dials as they are called there. */
function dialledThere(
  part: Part,
  release: Release,
  releases: readonly Release[],
  changes: string[],
): ConfMap {
  const urls = new Map<string, string>();
  for (const dial of dialsOf(part)) {
    const host = dial.own
      ? `${podOf(release, part.conf.name)}.${release.name}-headless`
      : hostFor(dial, releases);
    if (host === undefined || host === dial.host) continue;
    urls.set(dial.url.text, withHost(dial.url.text, host));
    if (dial.kind !== 'route') changes.push(`${dial.host} is now dialled as ${host}.`);
  }
  const walk = (value: ConfValue): ConfValue => {
    if (Array.isArray(value)) return [...new Set(value.map(walk))];
    if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, walk(each)]));
    return typeof value === 'string' ? (urls.get(value) ?? value) : value;
  };
  return walk(confValue(part.conf.conf, part.conf.text)) as ConfMap;
}

/** What the chart is told of a cluster. It writes the routes itself, but for those with a login. */
function clusterOf(block: ConfMap, { name, parts }: Release): Values {
  const take = taker(block);
  for (const key of ['advertise', 'cluster_advertise']) take(key);
  if (textAt(block, 'name') === name) take('name');
  const noAdvertise = take('no_advertise');
  const routes = valueAt(block, 'routes');
  const hasLogins = Array.isArray(routes) && routes.some((url) => typeof url !== 'string');
  if (parts.length > 1 && !hasLogins) take('routes');
  return {
    replicas: parts.length,
    ...(noAdvertise !== undefined && { noAdvertise: plain(noAdvertise) }),
  };
}

function jetstreamOf(
  value: ConfValue | undefined,
  topStore: ConfValue | undefined,
  changes: string[],
): { own: Values; rest: ConfMap } | undefined {
  const isOff = (each: ConfValue | undefined) =>
    each === false || (typeof each === 'string' && /^disabled?$/i.test(each));
  if (value === undefined || isOff(value)) return undefined;
  const rest: ConfMap = value instanceof Map ? value : new Map<string, ConfValue>();
  const take = taker(rest);
  if (isOff(take('enabled', 'enable') ?? true)) return undefined;
  const store = take('store_dir', 'storedir', 'store') ?? topStore;
  const file = take('max_file_store', 'max_file');
  const memory = take('max_memory_store', 'max_mem', 'max_memory');
  const dir = store === undefined ? undefined : String(plain(store));
  const isPlain = dir !== undefined && /^\/[\w./-]*$/.test(dir);
  if (dir !== undefined && !isPlain)
    changes.push(`JetStream stores in /data, where its volume is, in the place of ${dir}.`);
  if (file === undefined) changes.push('JetStream gets a volume of 10Gi, and stores no more.');
  if (memory === undefined)
    changes.push(
      'JetStream may use 1Gi of memory; the server alone would take three quarters of it.',
    );
  return {
    own: {
      enabled: true,
      fileStore: {
        ...(isPlain && { dir }),
        pvc: { size: file === undefined ? '10Gi' : volumeFor(file) },
        ...(file !== undefined && { maxSize: sizeText(file) }),
      },
      memoryStore: { enabled: true, maxSize: memory === undefined ? '1Gi' : sizeText(memory) },
    },
    rest,
  };
}

const units = ['', 'k', 'm', 'g', 't', 'p'];

/** A size as the server reads it. */
const sizeText = (value: ConfValue): string =>
  typeof value === 'object' && 'raw' in value ? value.raw : String(plain(value));

/** The size of a volume that holds so much, in whole gibibytes. */
function volumeFor(value: ConfValue): string {
  const [, digits = '0', unit = '', binary = ''] =
    /^(\d+)([kmgtp]?)([bi]*)$/i.exec(sizeText(value)) ?? [];
  const bytes = Number(digits) * (binary === '' ? 1000 : 1024) ** units.indexOf(unit.toLowerCase());
  return `${Math.max(1, Math.ceil(bytes / 1024 ** 3))}Gi`;
}
