import { readConf } from '../conf/conf-text.ts';
import type {
  AccountBinding,
  LinkSpec,
  OutsideHub,
  ServerSpec,
  Topology,
} from '../topology/topology.ts';
import type { GivenFile, Note, StandIn } from './given.ts';
import { place } from './place.ts';
import { serversAt, type Aliases } from './resolve.ts';
import { globalAccount, serverConf, type Dial, type ServerConf } from './server-conf.ts';
import { readWholeConf, type WholeConf } from './whole.ts';

/** A network as its configurations describe it. */
export interface Derived {
  topology: Topology;
  /** The configuration of each server, with where its lines come from. */
  confs: ReadonlyMap<string, ServerConf>;
  notes: Note[];
  /** All files that were given, by their paths. */
  files: ReadonlyMap<string, GivenFile>;
  /** The files that were made in the place of missing ones. See `standIn`. */
  standIns: readonly StandIn[];
}

export interface DeriveOptions {
  /** More names of a server, by the path of its configuration. */
  aliases?: Aliases;
  /** The servers that a person has said that outside hosts are, by the name of the host. */
  assigned?: ReadonlyMap<string, string>;
}

/**
 * Makes a topology of configurations: its servers, their links with the accounts at both ends, and where each is drawn.
 * @throws Error if no file is a configuration of a server
 */
export function derive(
  name: string,
  files: readonly GivenFile[],
  { aliases = new Map(), assigned = new Map() }: DeriveOptions = {},
): Derived {
  const notes: Note[] = [];
  const byPath = files.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
  const confs = named(serverFiles(byPath, notes).map(serverConf), notes);
  if (confs.length === 0)
    throw new Error(
      'None of these files is the configuration of a nats-server. Give files with such lines as “leafnodes { … }”.',
    );
  const outside = new Map<string, OutsideHub>();
  const links: LinkSpec[] = [];
  const reached = (dial: Dial, from: ServerConf) => {
    const chosen = confs.filter((server) => server.name === assigned.get(dial.host));
    return chosen.length > 0 ? chosen : serversAt(dial, from, confs, aliases);
  };
  for (const conf of confs) {
    for (const dial of conf.dials) {
      const all = reached(dial, conf);
      const there = all.filter((server) => server !== conf);
      // A route to itself is of the list of members that all have.
      if (all.length === 0) {
        outside.set(dial.host, { name: dial.host, at: { x: 0, y: 0 } });
        join(links, conf.name, dial.host, dial);
        dial.to.push(dial.host);
      }
      dial.to.push(...there.map(({ name: to }) => to));
      for (const server of there) join(links, conf.name, server.name, dial, server);
    }
  }
  const servers = confs.map((conf) => serverOf(conf, links));
  const placed = place({
    name,
    servers,
    links,
    ...(outside.size > 0 && { outside: [...outside.values()] }),
  });
  return {
    topology: { ...placed, links: inOrder(placed) },
    confs: new Map(confs.map((conf) => [conf.name, conf])),
    notes,
    files: new Map(files.map((file) => [file.path, file])),
    standIns: [],
  };
}

/** The files that are configurations of servers: those that no other includes, and that set what a server has. */
function serverFiles(files: readonly GivenFile[], notes: Note[]): WholeConf[] {
  const given = new Map(files.map((file) => [file.path, file]));
  const wholes = files.flatMap((file): WholeConf[] => {
    try {
      return looksLikeConf(file) ? [readWholeConf(file, given)] : [];
    } catch (error) {
      notes.push({ path: file.path, words: (error as Error).message });
      return [];
    }
  });
  const included = new Set(wholes.flatMap(({ includes }) => [...includes]));
  for (const { missing } of wholes)
    for (const { path, line, named } of missing)
      notes.push({ path, line, words: `${named}, which it includes, was not given.` });
  return wholes.filter(({ path }) => !included.has(path));
}

/** Keys by one of which a file shows to be the configuration of a server. */
const telling =
  /^(server_name|port|listen|host|net|jetstream|leaf|leafnodes|cluster|gateway|websocket|ws|mqtt|accounts|authorization|operator|operators|resolver|http|http_port|https_port|monitor_port|system_account|include|debug|trace|logtime|log_file|max_payload|tls)$/;

function looksLikeConf({ path, text }: GivenFile): boolean {
  if (!/\.(conf|cfg|config|nats)$|(^|\/)[^.]+$/i.test(path)) return false;
  const { keys } = readConf(text);
  const top = keys.filter((key) => key.path.length === 1);
  return top.some(({ path: [key] }) => telling.test(key!));
}

/** Gives each server a name of its own: two of one name cannot be told apart on a map. */
function named(confs: ServerConf[], notes: Note[]): ServerConf[] {
  const taken = new Set<string>();
  return confs.map((conf) => {
    let { name } = conf;
    for (let n = 2; taken.has(name); n += 1) name = `${conf.name}-${n}`;
    taken.add(name);
    if (name !== conf.name)
      notes.push({
        path: conf.path,
        words: `Another configuration names its server ${conf.name} too: this one is called ${name} here.`,
      });
    return { ...conf, name };
  });
}

function join(links: LinkSpec[], from: string, to: string, dial: Dial, server?: ServerConf): void {
  const { kind } = dial;
  // Members of a cluster list each other: a route from either of two is one link.
  const known = links.find(
    (link) =>
      link.kind === kind &&
      ((link.from === from && link.to === to) ||
        (kind === 'route' && link.from === to && link.to === from)),
  );
  const link = known ?? { name: `${from}-${to}`, kind, from, to };
  if (!known) links.push(link);
  const binding = kind === 'leaf' ? bindingOf(dial, server) : undefined;
  if (!binding) return;
  const bindings = (link.accounts ??= []);
  if (!bindings.some(({ local, remote }) => local === binding.local && remote === binding.remote))
    bindings.push(binding);
}

/** The accounts that a remote binds to each other, unless both are those of servers without others. */
function bindingOf(dial: Dial, server: ServerConf | undefined): AccountBinding | undefined {
  const remote =
    dial.user === undefined
      ? server?.anonymous
      : server?.users.find(({ login }) => login === dial.user)?.account;
  const binding = { local: dial.local, remote: remote ?? globalAccount };
  return binding.local === globalAccount && binding.remote === globalAccount ? undefined : binding;
}

function serverOf(conf: ServerConf, links: readonly LinkSpec[]): ServerSpec {
  const { name, domain, cluster, accounts, text } = conf;
  const dials = links.some(({ kind, from }) => kind === 'leaf' && from === name);
  return {
    name,
    role: dials ? 'leaf' : 'hub',
    ...(domain !== undefined && { domain }),
    ...(cluster !== undefined && { cluster }),
    ...(accounts.length > 0 && { accounts }),
    config: text,
    at: { x: 0, y: 0 },
  };
}

/** Routes first, around the ring of the members, then leaf connections, both in the order of the servers that dial. */
function inOrder({ links, servers }: Topology): LinkSpec[] {
  const index = (name: string) => servers.findIndex((server) => server.name === name);
  const around = (link: LinkSpec): LinkSpec => {
    const { cluster } = servers[index(link.from)]!;
    const members = servers.filter((server) => server.cluster === cluster);
    const at = (name: string) => members.findIndex((member) => member.name === name);
    const [low, high] = [link.from, link.to].sort((a, b) => at(a) - at(b)) as [string, string];
    const closes = members.length > 2 && at(low) === 0 && at(high) === members.length - 1;
    const [from, to] = closes ? [high, low] : [low, high];
    return { ...link, name: `${from}-${to}`, from, to };
  };
  const byDialler = (all: LinkSpec[]) =>
    all.toSorted((a, b) => index(a.from) - index(b.from) || index(a.to) - index(b.to));
  return [
    ...byDialler(links.filter(({ kind }) => kind === 'route').map(around)),
    ...byDialler(links.filter(({ kind }) => kind === 'leaf')),
  ];
}
