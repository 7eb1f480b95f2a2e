import type { GivenFile, Note, Place } from '../given.ts';
import { beside } from './paths.ts';
import { isServer, readArgs, serverWords, wordsOf } from './server-args.ts';
import type { Deployed } from './server-file.ts';
import { at, entriesAt, itemsAt, readYaml, textAt, type YamlNode } from './yaml-node.ts';

/** A server that is deployed, and the names by which others reach it. */
export interface Found {
  server: Deployed;
  aliases: string[];
}

/** What a file that deploys servers says. */
export interface Reading {
  found: Found[];
  /** Files that come with it, such as those that a configuration includes. */
  files: GivenFile[];
  notes: Note[];
}

/** Whether a document is a Compose file. */
export const isCompose = (document: YamlNode): boolean =>
  at(document, 'services')?.kind === 'map' && at(document, 'kind') === undefined;

const serverImage = /(^|\/)nats(-server)?(:|@|$)/;
/** Where the images of nats-server look for a configuration when their command names none. */
const usual = ['/etc/nats/nats-server.conf', '/nats-server.conf'];

/** Reads the services of a Compose file that are nats-servers. */
export function readCompose(
  file: GivenFile,
  document: YamlNode,
  given: ReadonlyMap<string, GivenFile>,
): Reading {
  const notes: Note[] = [];
  const unset = new Set<string>();
  const note = (line: number, words: string, severity?: Note['severity']) =>
    notes.push({ path: file.path, line, words, ...(severity && { severity }) });
  const say = (name: string, line: number) => {
    if (unset.has(name)) return;
    unset.add(name);
    note(
      line,
      `$${name} is not read from the environment of this machine: it stays as it is written. Write its value, or a default as in \${${name}:-value}.`,
    );
  };
  const text = (node: YamlNode | undefined, ...keys: string[]): string | undefined => {
    const value = textAt(node, ...keys);
    const { line } = at(node, ...keys) ?? { line: 1 };
    return value === undefined ? undefined : interpolated(value, (name) => say(name, line));
  };
  for (const key of ['include', 'extends'] as const)
    if (at(document, key))
      note(
        at(document, key)!.line,
        `“${key}” is not followed. Give the files that it names too.`,
        'warning',
      );

  const left: string[] = [];
  const found = entriesAt(document, 'services').flatMap(([service, spec]): Found[] => {
    if (at(spec, 'extends'))
      note(at(spec, 'extends')!.line, `“extends” of ${service} is not followed.`, 'warning');
    const commands = ['entrypoint', 'command'].flatMap((key) => wordsAt(spec, key, text));
    const image = text(spec, 'image');
    const mounts = mountsOf(document, spec, file, given, text);
    const args = readArgs(serverWords(commands));
    const isNats =
      (image !== undefined && serverImage.test(image.replace(/:\$\{?[\s\S]*$/, ''))) ||
      commands.some((word) => isServer(word) || /\bnats-server\b/.test(word)) ||
      (/^\$/.test(image ?? '$') && args.config !== undefined);
    if (!isNats) {
      left.push(service);
      return [];
    }
    const line = (at(spec, 'command') ?? at(spec, 'entrypoint') ?? spec).line;
    const place: Place = { path: file.path, line };
    const workdir = text(spec, 'working_dir') ?? '/';
    const wanted =
      args.config === undefined
        ? commands.length === 0
          ? usual
          : []
        : [args.config.startsWith('/') ? args.config : `${workdir}/${args.config}`];
    const mounted = wanted.map((path) => fileAt(mounts, path, given)).find(Boolean);
    if (args.config !== undefined && !mounted) {
      note(
        line,
        `The configuration of ${service}, ${args.config}, was not given. Give the file that is mounted there; ${service} is left out.`,
        'error',
      );
      return [];
    }
    const replicas = Number(text(spec, 'deploy', 'replicas') ?? text(spec, 'scale') ?? 1);
    if (replicas > 1)
      note(line, `${service} runs ${replicas} times. It is taken for one server here.`, 'warning');
    const machine = machineOf(document, service, file, text);
    const env = { ...envFiles(spec, file, given, text), ...environmentOf(spec, text) };
    return [
      {
        server: {
          name: service,
          ...(mounted && { conf: mounted }),
          args,
          place,
          env,
          ...(machine !== undefined && { machine }),
        },
        aliases: [
          service,
          ...['container_name', 'hostname'].flatMap((key) => text(spec, key) ?? []),
          ...entriesAt(spec, 'networks').flatMap(([, network]) =>
            itemsAt(network, 'aliases').flatMap((alias) => text(alias) ?? []),
          ),
        ],
      },
    ];
  });
  if (left.length > 0)
    note(
      at(document, 'services')!.line,
      `${left.join(', ')} ${left.length === 1 ? 'is no nats-server and is' : 'are no nats-servers and are'} left out.`,
      file.byHand === 'named' && notes.length + found.length === 0 ? 'error' : undefined,
    );
  return { found, files: [], notes };
}

/**
 * The files and folders beside a Compose file that its services read: what is mounted, and files of variables, by
 * their paths from where its own is. None where a file is no Compose file.
 */
export function namedByCompose(file: GivenFile): string[] {
  let documents: YamlNode[];
  try {
    documents = readYaml(file);
  } catch {
    return [];
  }
  const text: TextAt = (node, ...keys) => textAt(node, ...keys);
  return documents.filter(isCompose).flatMap((document) => [
    ...entriesAt(document, 'services').flatMap(([, spec]) => [
      ...mountsOf(document, spec, file, new Map(), text).flatMap(({ source }) => source ?? []),
      ...envPathsOf(spec, text).map((path) => beside(file.path, path)),
    ]),
    ...entriesAt(document, 'secrets').flatMap(([, secret]) => {
      const path = textAt(secret, 'file');
      return path === undefined ? [] : [beside(file.path, path)];
    }),
  ]);
}

type TextAt = (node: YamlNode | undefined, ...keys: string[]) => string | undefined;

/** The machine of a service: its container, that of another service, or with the network of the host none of its own. */
function machineOf(
  document: YamlNode,
  service: string,
  file: GivenFile,
  text: TextAt,
  before: readonly string[] = [],
): string | undefined {
  const mode = text(at(document, 'services', service), 'network_mode');
  if (mode === 'host') return undefined;
  const [, other] = /^service:(.+)$/.exec(mode ?? '') ?? [];
  if (other !== undefined && !before.includes(other))
    return machineOf(document, other, file, text, [...before, service]);
  return mode?.startsWith('container:') ? mode : `${file.path} ${service}`;
}

/** Replaces variables by their defaults. One without a default stays as it is written. */
function interpolated(text: string, say: (name: string) => void): string {
  return text.replace(
    /\$(?:(\$)|\{(\w+)(?:(:?[-?+])((?:[^{}]|\{[^{}]*\})*))?\}|(\w+))/g,
    (whole, dollar?: string, name?: string, operator?: string, value?: string, bare?: string) => {
      if (dollar) return '$';
      if (operator?.endsWith('-')) return interpolated(value ?? '', say);
      say((name ?? bare)!);
      return whole;
    },
  );
}

function wordsAt(spec: YamlNode, key: string, text: TextAt): string[] {
  const node = at(spec, key);
  if (node?.kind === 'list') return node.items.flatMap((item) => text(item) ?? []);
  return wordsOf(text(spec, key) ?? '');
}

/** A file or a folder in a container, and what is there. */
interface Mount {
  target: string;
  source?: string;
  file?: GivenFile;
}

function mountsOf(
  document: YamlNode,
  spec: YamlNode,
  compose: GivenFile,
  given: ReadonlyMap<string, GivenFile>,
  text: TextAt,
): Mount[] {
  const volumes = itemsAt(spec, 'volumes').flatMap((item): Mount[] => {
    const short = text(item);
    const [source, target] =
      short === undefined
        ? [text(item, 'source'), text(item, 'target')]
        : short.split(':').slice(0, 2);
    if (source === undefined || target === undefined) return [];
    return [{ target, source: beside(compose.path, source.replace(/^~/, '')) }];
  });
  const configs = itemsAt(spec, 'configs').flatMap((item): Mount[] => {
    const name = text(item) ?? text(item, 'source');
    if (name === undefined) return [];
    const target = text(item, 'target') ?? `/${name}`;
    const config = at(document, 'configs', name);
    const source = text(config, 'file');
    if (source !== undefined) return [{ target, source: beside(compose.path, source) }];
    const content = at(config, 'content');
    if (content?.kind !== 'scalar') return [];
    return [{ target, file: cutOut(compose, content, `${name}.conf`, text(content)) }];
  });
  return [...volumes, ...configs].map((mount) => {
    const file = mount.file ?? given.get(mount.source!);
    return { ...mount, ...(file && { file }) };
  });
}

/** A text that stands in a YAML file, as a file of its own. Each line has its place there. */
export function cutOut(
  file: GivenFile,
  node: YamlNode & { kind: 'scalar' },
  name: string,
  text = node.text,
): GivenFile {
  const { lines } = node;
  const from = text
    .split('\n')
    .map((_, i) => ({ path: file.path, line: lines[i] ?? lines.at(-1)! }));
  return { path: beside(file.path, name), text, from };
}

/** The given file that is mounted at a path of a container, itself or in a folder. */
function fileAt(
  mounts: readonly Mount[],
  wanted: string,
  given: ReadonlyMap<string, GivenFile>,
): GivenFile | undefined {
  const path = `/${beside('', wanted)}`;
  for (const { target, source, file } of mounts.toSorted(
    (a, b) => b.target.length - a.target.length,
  )) {
    const there = `/${beside('', target)}`;
    if (file && path === there) return file;
    if (source !== undefined && path.startsWith(`${there.replace(/\/$/, '')}/`)) {
      const inside = given.get(beside('', `${source}/${path.slice(there.length)}`));
      if (inside) return inside;
    }
  }
  return undefined;
}

/** The variables of a service in files that are given. */
function envFiles(
  spec: YamlNode,
  compose: GivenFile,
  given: ReadonlyMap<string, GivenFile>,
  text: TextAt,
): Record<string, string> {
  const lines = envPathsOf(spec, text).flatMap(
    (path) => given.get(beside(compose.path, path))?.text.split('\n') ?? [],
  );
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, unquoted(value!)]];
    }),
  );
}

/** The files of variables that a service names. */
function envPathsOf(spec: YamlNode, text: TextAt): string[] {
  const own = text(spec, 'env_file');
  const named = itemsAt(spec, 'env_file').flatMap((item) => text(item) ?? text(item, 'path') ?? []);
  return [...(own === undefined ? [] : [own]), ...named];
}

const unquoted = (value: string): string =>
  /^'.*'$/.test(value)
    ? value.slice(1, -1)
    : /^".*"$/.test(value)
      ? value.slice(1, -1).replace(/\\(["\\$])/g, '$1')
      : value.replace(/\s+#.*$/, '');

/** The variables that the file itself sets for a service. */
function environmentOf(spec: YamlNode, text: TextAt): Record<string, string> {
  const node = at(spec, 'environment');
  const pairs =
    node?.kind === 'list'
      ? node.items.flatMap((item) => {
          const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(text(item) ?? '') ?? [];
          return name === undefined ? [] : [[name, value!] as const];
        })
      : entriesAt(spec, 'environment').flatMap(([name, value]) => {
          const written = text(value);
          return written === undefined ? [] : [[name, written] as const];
        });
  // One that is only passed on from another environment has no value here.
  return Object.fromEntries(pairs.filter(([, value]) => !/^\$\{?\w/.test(value)));
}
