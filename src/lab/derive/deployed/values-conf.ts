import { applyPatch, copyOf } from './json-patch.ts';
import { at, itemsAt, textAt, type YamlNode } from './yaml-node.ts';

/** The names that a release of the chart gives to what it makes. */
export interface ChartNames {
  statefulSet: string;
  headless: string;
  namespace: string;
}

/** A configuration that values become: its lines, and the line of the values that each comes from. */
export interface ValuesConf {
  text: string;
  lines: number[];
  /** Patches that do not fit, by their lines. */
  faults: { line: number; words: string }[];
}

type MapNode = YamlNode & { kind: 'map' };
type Scalar = string | number | boolean;

const scalar = (value: Scalar, line: number): YamlNode => ({
  kind: 'scalar',
  line,
  value,
  text: String(value),
  lines: [line],
});

/**
 * The nats.conf that the official chart for NATS makes of its values. The chart writes JSON with sorted keys, to
 * which this comes out line by line the same, so that what a server says of a line is true here as well.
 */
export function valuesConf(values: YamlNode, names: ChartNames): ValuesConf {
  const faults: ValuesConf['faults'] = [];
  const config = at(values, 'config');
  const top = config?.line ?? values.line;

  /** A part of the configuration under construction. */
  const section = (keys: readonly string[], fill: (put: Put, own: Own) => void): MapNode => {
    const node = at(config, ...keys);
    const line = node?.line ?? top;
    const map: MapNode = { kind: 'map', line, entries: new Map() };
    const put: Put = (key, value, from) => {
      if (value === undefined) return;
      const isNode = typeof value === 'object';
      map.entries.set(key, isNode ? value : scalar(value, from?.line ?? line));
    };
    const own: Own = {
      node,
      line,
      at: (...below) => at(node, ...below),
      value: (below, otherwise) => valueAt(node, below) ?? otherwise,
    };
    fill(put, own);
    return finished(map, node, faults);
  };

  const isOn = (...keys: string[]): boolean => valueAt(config, keys) === true;
  const tls = (keys: readonly string[]): MapNode | undefined => {
    if (!isOn(...keys, 'tls', 'enabled')) return undefined;
    return section([...keys, 'tls'], (put, own) => {
      const secret = own.value(['secretName'], '');
      if (secret !== '') {
        const usual = `/etc/nats-certs/${keys.at(-1)}`;
        const dir = String(own.value(['dir'], usual)).replace(/\/$/, '');
        for (const [key, name, file] of [
          ['cert_file', 'cert', 'tls.crt'],
          ['key_file', 'key', 'tls.key'],
        ] as const)
          put(key, `${dir}/${own.value([name], file)}`, own.at(name) ?? own.at('secretName'));
      }
      const ca = at(values, 'tlsCA');
      const hasCa = textAt(ca, 'configMapName') || textAt(ca, 'secretName');
      if (valueAt(ca, ['enabled']) === true && hasCa) {
        const dir = (textAt(ca, 'dir') ?? '/etc/nats-ca-cert').replace(/\/$/, '');
        put('ca_file', `${dir}/${textAt(ca, 'key') ?? 'ca.crt'}`, ca);
      }
    });
  };
  const listener = (key: string, port: number, more?: (put: Put, own: Own) => void) =>
    section([key], (put, own) => {
      more?.(put, own);
      put('port', own.value(['port'], port), own.at('port'));
      put('tls', tls([key]));
    });

  const whole = section([], (put) => {
    put('server_name', '<< $SERVER_NAME >>', at(config, 'serverNamePrefix'));
    put('lame_duck_grace_period', '10s');
    put('lame_duck_duration', '30s');
    put('pid_file', '/var/run/nats/nats.pid');
    put('port', valueAt(config, ['nats', 'port']) ?? 4222, at(config, 'nats', 'port'));
    put('tls', tls(['nats']));
    if (isOn('leafnodes', 'enabled'))
      put(
        'leafnodes',
        listener('leafnodes', 7422, (set) => set('no_advertise', true)),
      );
    if (isOn('websocket', 'enabled'))
      put(
        'websocket',
        listener('websocket', 8080, (set) => {
          if (!isOn('websocket', 'tls', 'enabled')) set('no_tls', true);
        }),
      );
    if (isOn('mqtt', 'enabled')) put('mqtt', listener('mqtt', 1883));
    if (isOn('cluster', 'enabled'))
      put(
        'cluster',
        listener('cluster', 6222, (set, own) => clusterOf(set, own, names, isOn)),
      );
    if (isOn('gateway', 'enabled'))
      put(
        'gateway',
        listener('gateway', 7222, (set) => set('name', names.statefulSet)),
      );
    if (valueAt(config, ['monitor', 'enabled']) !== false) {
      const key = isOn('monitor', 'tls', 'enabled') ? 'https_port' : 'http_port';
      put(key, valueAt(config, ['monitor', 'port']) ?? 8222, at(config, 'monitor'));
    }
    if (isOn('profiling', 'enabled'))
      put('prof_port', valueAt(config, ['profiling', 'port']) ?? 65432, at(config, 'profiling'));
    if (isOn('jetstream', 'enabled')) put('jetstream', section(['jetstream'], jetstreamOf));
    if (isOn('resolver', 'enabled'))
      put(
        'resolver',
        section(['resolver'], (set, own) =>
          set('dir', own.value(['dir'], '/data/resolver'), own.at('dir')),
        ),
      );
  });
  return { ...printed(whole), faults };
}

type Put = (key: string, value: YamlNode | Scalar | undefined, from?: YamlNode) => void;

interface Own {
  node: YamlNode | undefined;
  line: number;
  at: (...keys: string[]) => YamlNode | undefined;
  value: (keys: string[], otherwise: Scalar) => Scalar;
}

function valueAt(node: YamlNode | undefined, keys: readonly string[]): Scalar | undefined {
  const found = at(node, ...keys);
  return found?.kind === 'scalar' && found.value !== null ? found.value : undefined;
}

function clusterOf(
  put: Put,
  own: Own,
  names: ChartNames,
  isOn: (...keys: string[]) => boolean,
): void {
  put('name', names.statefulSet);
  put('no_advertise', own.value(['noAdvertise'], true), own.at('noAdvertise'));
  const [user, password] = ['user', 'password'].map((key) => own.value(['routeURLs', key], ''));
  const routes = own.at('routeURLs');
  const line = (own.at('replicas') ?? routes)?.line ?? own.line;
  const scheme = isOn('cluster', 'tls', 'enabled') ? 'tls' : 'nats';
  const login = user && password ? `${queryEscaped(user)}:${queryEscaped(password)}@` : '';
  const suffix =
    own.value(['routeURLs', 'useFQDN'], false) === true
      ? `.${names.namespace}.svc.${own.value(['routeURLs', 'k8sClusterDomain'], 'cluster.local')}`
      : '';
  const port = own.value(['port'], 6222);
  const urls = Array.from({ length: replicasOf(own.node) }, (_, i) =>
    scalar(
      `${scheme}://${login}${names.statefulSet}-${i}.${names.headless}${suffix}:${port}`,
      line,
    ),
  );
  put('routes', { kind: 'list', line, items: urls });
  if (!user || !password) return;
  const entries = new Map([
    ['user', scalar(user, routes!.line)],
    ['password', scalar(password, routes!.line)],
  ]);
  put('authorization', { kind: 'map', line: routes!.line, entries });
}

/** How many pods the values of `config.cluster` ask for. */
export const replicasOf = (cluster: YamlNode | undefined): number => {
  const count = Number(textAt(cluster, 'replicas') ?? 3);
  return Number.isInteger(count) && count > 0 ? Math.min(count, 40) : 1;
};

const queryEscaped = (value: Scalar): string =>
  encodeURIComponent(value)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

function jetstreamOf(put: Put, own: Own): void {
  if (own.value(['memoryStore', 'enabled'], false) !== true)
    put('max_memory_store', 0, own.at('memoryStore'));
  else {
    const size = own.value(['memoryStore', 'maxSize'], '1Gi');
    if (size) put('max_memory_store', `<< ${size} >>`, own.at('memoryStore', 'maxSize'));
  }
  if (own.value(['fileStore', 'enabled'], true) !== true) {
    put('max_file_store', 0, own.at('fileStore'));
    return;
  }
  put('store_dir', own.value(['fileStore', 'dir'], '/data'), own.at('fileStore', 'dir'));
  const size = own.value(['fileStore', 'maxSize'], '');
  if (size) put('max_file_store', `<< ${size} >>`, own.at('fileStore', 'maxSize'));
  else if (own.value(['fileStore', 'pvc', 'enabled'], true) === true)
    put(
      'max_file_store',
      `<< ${own.value(['fileStore', 'pvc', 'size'], '10Gi')} >>`,
      own.at('fileStore', 'pvc', 'size'),
    );
}

/**
 * Values as Helm reads them, by the older YAML 1.1: it takes words such as `off` and `yes` for booleans unless they
 * are quoted.
 */
export function asHelmReads(node: YamlNode): YamlNode {
  if (node.kind === 'list') return { ...node, items: node.items.map(asHelmReads) };
  if (node.kind === 'map')
    return {
      ...node,
      entries: new Map([...node.entries].map(([key, each]) => [key, asHelmReads(each)])),
    };
  if (!node.bare || !oldBoolean.test(node.text)) return node;
  return { ...node, value: /^(y|on)/i.test(node.text) };
}

const oldBoolean = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;

/** Merges and patches a section by what its values say. */
function finished(map: MapNode, node: YamlNode | undefined, faults: ValuesConf['faults']): MapNode {
  const merge = at(node, 'merge');
  if (merge?.kind === 'map') overwrite(map, merge);
  let whole: YamlNode = map;
  for (const operation of itemsAt(node, 'patch')) {
    try {
      whole = applyPatch(whole, operation);
    } catch (error) {
      faults.push({ line: operation.line, words: (error as Error).message });
    }
  }
  return whole.kind === 'map' ? whole : map;
}

/** Maps are merged key by key; anything else takes the place of what was there. */
function overwrite(into: MapNode, from: MapNode): void {
  for (const [key, value] of from.entries) {
    const there = into.entries.get(key);
    if (there?.kind === 'map' && value.kind === 'map') overwrite(there, value);
    else into.entries.set(key, copyOf(value));
  }
}

/** Prints a section as the chart does: JSON, in which strings within `<< … >>` lose their quotes. */
function printed(whole: YamlNode): { text: string; lines: number[] } {
  const out: { text: string; line: number }[] = [];
  const print = (node: YamlNode, before: string, indent: string, after: string): void => {
    const { line } = node;
    const inner = `${indent}  `;
    if (node.kind === 'scalar') {
      out.push({ text: `${before}${JSON.stringify(node.value ?? null)}${after}`, line });
      return;
    }
    const [open, close] = node.kind === 'list' ? ['[', ']'] : ['{', '}'];
    const parts =
      node.kind === 'list'
        ? node.items.map((item) => ['', item] as const)
        : [...node.entries]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, value]) => [`${JSON.stringify(key)}: `, value] as const);
    if (parts.length === 0) {
      out.push({ text: `${before}${open}${close}${after}`, line });
      return;
    }
    out.push({ text: `${before}${open}`, line });
    parts.forEach(([key, value], i) =>
      print(value, `${inner}${key}`, inner, i < parts.length - 1 ? ',' : ''),
    );
    out.push({ text: `${indent}${close}${after}`, line });
  };
  print(whole, '', '', '');
  return {
    text: `${out.map(({ text }) => unquoted(text)).join('\n')}\n`,
    lines: out.map(({ line }) => line),
  };
}

const unquoted = (line: string): string =>
  line.replace(/".*\$include": "(.*)",?/, 'include $1;').replace(/"<<\s+(.*?)\s+>>"/g, '$1');
