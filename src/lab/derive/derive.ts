import { readConf } from '../conf/conf-text.ts';
import { firstBy } from '../conf/in-order.ts';
import { claimsIn, type Claims } from '../credentials/claims.ts';
import { inNaturalOrder } from '../natural-order.ts';
import type {
  AccountBinding,
  LinkSpec,
  OutsideHub,
  ServerSpec,
  Topology,
} from '../topology/topology.ts';
import { accountKeyOf, globalAccount, nameIn, unknownAccount, type Directory } from './accounts.ts';
import { findGiven } from './find-given.ts';
import { placeIn, type GivenFile, type Note, type Place, type StandIn } from './given.ts';
import { namedFiles } from './named-files.ts';
import { otherProgram } from './other-programs.ts';
import { place } from './place.ts';
import { lookupIn, type KnownHosts } from './resolve.ts';
import { serverConf, stemOf, type Dial, type ServerConf } from './server-conf.ts';
import { longest, readWholeConf, tooLong, type WholeConf } from './whole.ts';

/** A network as its configurations describe it. */
export interface Derived {
  topology: Topology;
  /** The configuration of each server, with where its lines come from. */
  confs: ReadonlyMap<string, ServerConf>;
  notes: Note[];
  /** All files that were given, by their paths. */
  files: ReadonlyMap<string, GivenFile>;
  /** What was made in the place of missing files. See `standIn`. It is for running the network, and for nothing else. */
  standIns: readonly StandIn[];
  /** What was known of hosts. */
  hosts: KnownHosts;
}

export interface DeriveOptions extends Partial<KnownHosts> {
  /** Files that were made in the place of others. */
  standIns?: readonly StandIn[];
}

/**
 * Makes a topology of configurations: its servers, their links with the accounts at both ends, and where each is drawn.
 * @throws Error if no file is a configuration of a server
 */
export function derive(
  name: string,
  files: readonly GivenFile[],
  { aliases = new Map(), assigned = new Map(), standIns = [] }: DeriveOptions = {},
): Derived {
  const notes: Note[] = [];
  const byPath = files.toSorted((a, b) => inNaturalOrder(a.path, b.path));
  const given = new Map(byPath.map((file) => [file.path, file]));
  const directory = directoryOf([...byPath, ...standIns]);
  const made = firstBy(standIns, ({ conf, path }) => `${conf}\n${path}`);
  const fileOf = (conf: string, named: string) =>
    made.get(`${conf}\n${named}`)?.text ?? findGiven(given, conf, named)?.text;
  /** The user that a file of credentials is for. */
  const userIn = remembered((text: string) => claimsIn(text).find(({ type }) => type === 'user'));
  const leafUsersOf = remembered(({ leafUsers }: ServerConf) =>
    firstBy(leafUsers, ({ login }) => login),
  );
  const namesOf = remembered(
    ({ accountKeys }: ServerConf) => new Map([...accountKeys].map(([name, key]) => [key, name])),
  );
  const wholes = serverFiles(byPath, given, notes);
  const confs = named(
    wholes.map((whole) => serverConf(whole, directory, (file) => fileOf(whole.path, file))),
    notes,
  );
  if (confs.length === 0) throw new Error(noServer(byPath, notes));
  noteUnused(byPath, given, confs, notes);
  const lookUp = lookupIn(confs, { aliases, assigned }, notes);
  const outside = new Map<string, OutsideHub>();
  const joined = new Links();
  for (const conf of confs) {
    for (const dial of conf.dials) {
      const found = lookUp(dial, conf);
      aim(dial, conf, found);
      if (dial.disabled) continue;
      for (const server of found) {
        // A route to itself is of the list of members that all have.
        if (server === conf) continue;
        dial.remote = remoteOf(dial, conf, server);
        joined.add(conf.name, server.name, dial);
      }
      if (found.length > 0) continue;
      outside.set(dial.host, { name: dial.host, at: { x: 0, y: 0 } });
      dial.remote = remoteOf(dial, conf, undefined);
      joined.add(conf.name, dial.host, dial);
    }
  }
  joinGateways();
  const links = joined.all;
  const dialling = new Set(links.flatMap(({ kind, from }) => (kind === 'leaf' ? from : [])));
  const servers = confs.map((conf) => serverOf(conf, dialling.has(conf.name)));
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
    files: given,
    standIns,
    hosts: { aliases, assigned },
  };

  /** The account of the other end to which a remote is bound there. */
  function remoteOf(dial: Dial, from: ServerConf, server: ServerConf | undefined): string {
    if (dial.kind !== 'leaf') return globalAccount;
    const text = dial.credentials && fileOf(from.path, dial.credentials);
    const user = text ? userIn(text) : undefined;
    if (!server || server.operatorMode) {
      if (user) return nameAt(server, accountKeyOf(user));
      return server || dial.credentials || dial.local !== globalAccount
        ? unknownAccount
        : globalAccount;
    }
    if (server.decidedBy) return unknownAccount;
    const login = dial.credentials ? undefined : (dial.nkey ?? dial.user);
    const as = login === undefined ? undefined : leafUsersOf(server).get(login);
    if (as) return as.account;
    const isAsked = login !== undefined && server.leafUsers.length > 0;
    return (isAsked ? undefined : server.anonymousLeaf) ?? unknownAccount;
  }

  function nameAt(server: ServerConf | undefined, key: string): string {
    return (server && namesOf(server).get(key)) ?? nameIn(directory, key);
  }

  /** Draws one link between each two clusters that gateways join. */
  function joinGateways(): void {
    const seen = new Set<string>();
    for (const conf of confs) {
      for (const dial of conf.gateways) {
        const found = lookUp(dial, conf);
        aim(dial, conf, found);
        const [to] = found.filter(
          (server) => server !== conf && (!server.cluster || server.cluster !== conf.cluster),
        );
        const between = [conf.cluster ?? conf.name, dial.gateway!].sort().join(' ');
        if (!to || seen.has(between)) continue;
        seen.add(between);
        if (!joined.has(`${conf.name}-${to.name}`)) joined.add(conf.name, to.name, dial);
        notes.push({
          ...conf.placeOf(dial.url.start),
          words: `A gateway joins ${conf.cluster ?? conf.name} and ${dial.gateway}. It is drawn, and the servers run it; what it carries is not looked at here.`,
        });
      }
    }
  }
}

/** Notes what a URL means. A route may lead to the server itself: it is of the list of members that all have. */
function aim(dial: Dial, from: ServerConf, found: readonly ServerConf[]): void {
  const others = found.filter((server) => server !== from);
  dial.to = found.length > 0 ? others.map(({ name }) => name) : [dial.host];
  if (found.length > others.length) dial.own = true;
}

/** Gathers what JWTs among the files say of operators, accounts and users: of `.jwt`, `.creds` and configurations. */
function directoryOf(files: readonly Pick<GivenFile, 'text'>[]): Directory {
  const accounts = new Map<string, Claims>();
  const operators = new Map<string, Claims>();
  const users: { claims: Claims; creds: string }[] = [];
  for (const { text } of files) {
    for (const claims of claimsIn(text)) {
      if (claims.type === 'operator') operators.set(claims.subject, claims);
      else if (claims.type === 'account') accounts.set(claims.subject, claims);
      else if (text.includes('BEGIN USER NKEY SEED')) users.push({ claims, creds: text });
    }
  }
  return { accounts, operators, users };
}

/** Values of the chart before 1.0, or what is taken for values of a later one. */
const oldValues =
  /^(nats|cluster|leafnodes|jetstream|gateway|websocket|mqtt|auth|natsbox):\s*$(?![^]*^config:)/m;

/** Says why no file is the configuration of a server. */
function noServer(files: readonly GivenFile[], notes: readonly Note[]): string {
  const [first] = notes;
  if (first) return `${first.path}: ${first.words}`;
  const ofOldChart = files.find(({ path, text }) => /\.ya?ml$/i.test(path) && oldValues.test(text));
  if (ofOldChart)
    return `${ofOldChart.path} looks like values of the Helm chart of NATS, but not of its releases from 1.0 on, which have all of the server below “config:”. Older values are not read.`;
  const names = files.map(({ path }) => path).join(', ');
  return files.length === 0
    ? 'No files were given. Give the configurations of nats-servers.'
    : `None of these files is the configuration of a nats-server: ${names}. Give files with such lines as “leafnodes { … }”.`;
}

/** The files that are configurations of servers: those that no other includes, and that set what a server has. */
function serverFiles(
  files: readonly GivenFile[],
  given: ReadonlyMap<string, GivenFile>,
  notes: Note[],
): WholeConf[] {
  const included = new Set<string>();
  const faulty = new Map<string, { words: string; includes: Set<string> }>();
  const wholes = files.flatMap((file): WholeConf[] => {
    try {
      return looksLikeConf(file) ? [readWholeConf(file, given)] : [];
    } catch (error) {
      const words = (error as Error).message;
      faulty.set(file.path, { words, includes: allIncludes(file, given) });
      return [];
    }
  });
  // A part of a configuration is none by itself, whatever is wrong with the whole.
  for (const { includes } of [...wholes, ...faulty.values()])
    for (const path of includes) included.add(path);
  const told: string[] = [];
  for (const [path, { words, includes }] of faulty) {
    const isPart = [...faulty].some(
      ([other, { includes: parts }]) =>
        parts.has(path) && (!includes.has(other) || told.includes(other)),
    );
    if (isPart) continue;
    told.push(path);
    notes.push({ ...startOf(given.get(path)!), words, severity: 'error' });
  }
  return wholes.filter(({ path }) => !included.has(path));
}

/** Where a file begins, in the one that it was cut out of. */
const startOf = (file: GivenFile): Partial<Place> & { path: string } =>
  file.from ? placeIn(file, 1) : { path: file.path };

/** The files that a file includes, itself or by way of others, itself left out. */
function allIncludes(file: GivenFile, given: ReadonlyMap<string, GivenFile>): Set<string> {
  const found = new Set<string>([file.path]);
  for (const path of found) {
    const { text } = given.get(path)!;
    if (text.length > longest || !/\binclude\b/i.test(text)) continue;
    for (const { key, text: named } of readConf(text).scalars) {
      const included = key === 'include' ? findGiven(given, path, named) : undefined;
      if (included) found.add(included.path);
    }
  }
  found.delete(file.path);
  return found;
}

/** Tells of each file that the person has named itself and that is of no use here, and of those of other programs. */
function noteUnused(
  files: readonly GivenFile[],
  given: ReadonlyMap<string, GivenFile>,
  confs: readonly ServerConf[],
  notes: Note[],
): void {
  const told = new Set(notes.map(({ path }) => path));
  const used = new Set(
    confs.flatMap((conf) => [
      conf.path,
      ...conf.includes,
      ...namedFiles(conf, given).flatMap((each) => each.given?.path ?? []),
    ]),
  );
  for (const file of files) {
    const { path, text, byHand } = file;
    if (used.has(path) || told.has(path)) continue;
    const program = mayBeConf(file) ? otherProgram(readConf(text)) : undefined;
    if (program !== undefined)
      notes.push({
        path,
        ...(byHand === 'named' && { severity: 'error' }),
        words: `It is left out: by its keys it is a configuration of ${program}, not of nats-server.`,
      });
    if (!byHand || program !== undefined || claimsIn(text).length > 0) continue;
    if (/^-----BEGIN [A-Z ]+-----/m.test(text))
      notes.push({
        path,
        words:
          'No configuration here names this file, so no server uses it. There is nothing to do, unless one is to: then name it in its configuration.',
      });
    else
      notes.push({
        path,
        ...(byHand === 'named'
          ? { severity: 'error' }
          : confEndings.test(path) && { severity: 'warning' }),
        words: uselessWords(text),
      });
  }
}

const uselessWords = (text: string): string =>
  text.trim() === ''
    ? 'It is empty, and is left out.'
    : 'It is left out: it sets none of the keys of a nats-server, such as port, leafnodes or accounts, and deploys none.';

/** Keys by one of which a file shows to be the configuration of a server. */
const telling =
  /^(server_name|port|listen|host|net|jetstream|leaf|leafnodes|cluster|gateway|websocket|ws|mqtt|accounts|authorization|operator|operators|resolver|http|http_port|https_port|monitor_port|system_account|include|debug|trace|logtime|log_file|max_payload|tls)$/;

const confEndings = /\.(conf|cfg|config|nats)$|(^|\/)[^.]+$/i;
/** How files end that are something else, whatever words they begin lines with. */
const otherEndings = /\.(ya?ml|creds|jwt|nk|pem|crt|cer|cert|key|env|md|sh)$/i;

/** Whether a file may be a configuration, by how it is called. */
const mayBeConf = ({ path, byHand }: GivenFile): boolean =>
  byHand ? !otherEndings.test(path) : confEndings.test(path);

function looksLikeConf(file: GivenFile): boolean {
  const { text } = file;
  if (!mayBeConf(file)) return false;
  if (text.length > longest) throw new Error(tooLong);
  if (text.includes('\0')) throw new Error('It is binary, and no configuration.');
  const conf = readConf(text);
  const top = conf.keys.filter((key) => key.path.length === 1);
  return !otherProgram(conf) && top.some(({ path: [key] }) => telling.test(key!));
}

/** Gives each server a name of its own, which may name a folder and a host: two of one name cannot be told apart on a map. */
function named(confs: ServerConf[], notes: Note[]): ServerConf[] {
  const taken = new Set<string>();
  return confs.map((conf) => {
    const plain = plainName(conf.name) || plainName(stemOf(conf.path)) || 'server';
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain}-${n}`;
    taken.add(name.toLowerCase());
    if (name !== plain)
      notes.push({
        path: conf.path,
        words: `Another configuration names its server ${plain} too: this one is called ${name} here.`,
      });
    return { ...conf, name };
  });
}

const plainName = (name: string): string =>
  name
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** Answers as a function does, and asks it once for each thing. */
function remembered<T, R>(ask: (of: T) => R): (of: T) => R {
  const known = new Map<T, R>();
  return (of) => {
    if (!known.has(of)) known.set(of, ask(of));
    return known.get(of)!;
  };
}

/** The links of a network as they are found, each once. */
class Links {
  readonly all: LinkSpec[] = [];
  readonly #byEnds = new Map<string, LinkSpec>();
  readonly #names = new Set<string>();
  readonly #bound = new Set<string>();

  /** Whether there is a link of a name. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  add(from: string, to: string, dial: Dial): void {
    const { kind } = dial;
    // Members of a cluster list each other: a route from either of two is one link.
    const ends = kind === 'leaf' ? [from, to] : [from, to].sort();
    const id = [kind, ...ends].join('\n');
    const link = this.#byEnds.get(id) ?? { name: `${from}-${to}`, kind, from, to };
    if (!this.#byEnds.has(id)) {
      this.#byEnds.set(id, link);
      this.#names.add(link.name);
      this.all.push(link);
    }
    const binding = bindingOf(dial);
    const bound = `${id}\n${binding?.local}\n${binding?.remote}`;
    if (!binding || this.#bound.has(bound)) return;
    this.#bound.add(bound);
    (link.accounts ??= []).push(binding);
  }
}

/** The accounts that a remote binds to each other, unless both are those of servers without others. */
function bindingOf({ kind, local, remote }: Dial): AccountBinding | undefined {
  if (kind !== 'leaf' || (local === globalAccount && remote === globalAccount)) return undefined;
  return { local, remote };
}

function serverOf(conf: ServerConf, dials: boolean): ServerSpec {
  const { name, domain, cluster, operatorMode, text } = conf;
  // Those of an operator are not of the configuration.
  const accounts = operatorMode ? [] : conf.accounts;
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

/** Routes first, around the ring of the members, then gateways and leaf connections, each in the order of the servers that dial. */
function inOrder({ links, servers }: Topology): LinkSpec[] {
  const places = new Map(servers.map(({ name }, at) => [name, at]));
  const index = (name: string) => places.get(name) ?? -1;
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
    ...byDialler(links.filter(({ kind }) => kind === 'gateway')),
    ...byDialler(links.filter(({ kind }) => kind === 'leaf')),
  ];
}
