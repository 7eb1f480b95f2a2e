/** A place on the map, in map units (the map of a topology is as wide as its `size`). */
export interface Point {
  x: number;
  y: number;
}

/** What a client proves to be somebody with. */
export interface Login {
  user: string;
  pass: string;
}

/** One nats-server of a topology. */
export interface ServerSpec {
  /** Its host name, as other configurations write it (`nats-leaf://hub:7422`). */
  name: string;
  role: 'hub' | 'leaf';
  /** Its JetStream domain; absent on a server without JetStream. */
  domain?: string;
  /** The cluster it is a member of. Members share a domain. */
  cluster?: string;
  /** The accounts that its configuration defines; absent where all is in `$G`. */
  accounts?: string[];
  /** Who a client is that names no user, where the server takes none without. */
  login?: Login;
  /** The text of its configuration file: what runs and what the page shows. Empty if it is only drawn. */
  config: string;
  /** Set on a hub elsewhere, as a map draws it. */
  elsewhere?: true;
  at: Point;
}

/** What a leaf connection binds: an account of the server that dials to one of the server that listens. */
export interface AccountBinding {
  local: string;
  remote: string;
}

/** The path that one server of a topology dials another by: one connection, or one for each binding. */
export interface LinkSpec {
  /** `<from>-<to>`. */
  name: string;
  /** A leaf connection, or a route between the members of a cluster. */
  kind: 'leaf' | 'route';
  /** The server that dials: the one whose configuration names the other in `remotes` or `routes`. */
  from: string;
  /** The server that listens. */
  to: string;
  /** Absent where both sides are `$G`. */
  accounts?: AccountBinding[];
}

/** A server that nobody starts here: a hub elsewhere, which a leaf of the lab may join. See `LabHost.setHub`. */
export interface OutsideHub {
  /** The host name by which the leaf's remote dials it. */
  name: string;
  at: Point;
}

/** Servers, the links between them, and where each is drawn. */
export interface Topology {
  name: string;
  size: { width: number; height: number };
  servers: ServerSpec[];
  /** Hubs elsewhere. A link to one is there whether or not a configuration dials it yet. */
  outside?: OutsideHub[];
  links: LinkSpec[];
  /** Set where servers that are not one cluster have the same domain on purpose, to show what that does. */
  sharesDomain?: boolean;
}

/**
 * Checks a topology as it loads.
 * @throws Error naming the mistake: in the topology itself, or where it and a configuration differ.
 */
export function defineTopology(topology: Topology): Topology {
  const mistake = mistakeIn(topology);
  if (mistake) throw new Error(`topology ${topology.name}: ${mistake}`);
  return topology;
}

function mistakeIn(topology: Topology): string | undefined {
  const { servers, links, outside = [] } = topology;
  const isOurs = ({ to }: LinkSpec) => !outside.some(({ name }) => name === to);
  return (
    twice('server', [...servers, ...outside]) ??
    twice('link', links) ??
    first(links, (link) => ends(link, [...servers, ...outside.map(asDrawn)])) ??
    (topology.sharesDomain ? undefined : sharedDomain(servers)) ??
    first(servers, domainIn) ??
    first(servers, (server) => remotesIn(server, links.filter(isOurs)))
  );
}

/** A hub elsewhere as a server that is only drawn. */
export const asDrawn = (hub: OutsideHub): ServerSpec => ({
  ...hub,
  role: 'hub',
  config: '',
  elsewhere: true,
});

function first<T>(items: T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const mistake = check(item);
    if (mistake) return mistake;
  }
  return undefined;
}

function twice(what: string, items: { name: string }[]): string | undefined {
  const names = new Set<string>();
  return first(items, ({ name }) => {
    if (names.has(name)) return `two ${what}s named ${name}`;
    names.add(name);
    return undefined;
  });
}

function ends({ name, kind, from, to, accounts = [] }: LinkSpec, servers: ServerSpec[]) {
  const [near, far] = [from, to].map((end) => servers.find((server) => server.name === end));
  if (!near) return `link ${name} names no server ${from}`;
  if (!far) return `link ${name} names no server ${to}`;
  if (name !== `${from}-${to}`) return `link ${name} must be named ${from}-${to}`;
  if (kind === 'route' && (!near.cluster || near.cluster !== far.cluster)) {
    return `link ${name} is a route, but ${from} and ${to} are not in one cluster`;
  }
  return first(accounts, ({ local, remote }) => {
    if (!hasAccount(near, local))
      return `link ${name} binds an account ${local} that ${from} lacks`;
    if (!hasAccount(far, remote)) return `link ${name} binds an account ${remote} that ${to} lacks`;
    return undefined;
  });
}

const hasAccount = ({ accounts = [] }: ServerSpec, account: string) =>
  account === '$G' || accounts.includes(account);

/** Two JetStreams of one domain both answer its API: they must be one cluster. */
function sharedDomain(servers: ServerSpec[]): string | undefined {
  const owners = new Map<string, ServerSpec>();
  return first(servers.filter(isRun), (server) => {
    const { name, domain, cluster } = server;
    if (domain === undefined) return undefined;
    const owner = owners.get(domain);
    owners.set(domain, server);
    if (!owner || (cluster !== undefined && cluster === owner.cluster)) return undefined;
    return `${owner.name} and ${name} are both in the domain ${domain}, but not in one cluster`;
  });
}

/** A server that is only drawn has no configuration to agree with. */
const isRun = ({ config }: ServerSpec) => config !== '';

/** A configuration without its comments. `#` within a word, as in a password, begins none. */
const codeOf = ({ config }: Pick<ServerSpec, 'config'>) =>
  config.replace(/(^|\s)(#|\/\/).*$/gm, '$1');

/** The JetStream domain that a configuration sets. */
export const domainOf = (config: string): string | undefined =>
  /\bdomain"?\s*[:=\s]\s*"?([\w-]+)/.exec(codeOf({ config }))?.[1];

function domainIn(server: ServerSpec): string | undefined {
  const { name, domain } = server;
  const set = domainOf(server.config);
  if (!isRun(server) || set === domain) return undefined;
  if (set === undefined)
    return `${name} is in the domain ${domain}, but its configuration sets none`;
  const meant = domain === undefined ? 'without JetStream' : `in the domain ${domain}`;
  return `${name} is ${meant}, but its configuration sets the domain ${set}`;
}

/** Hosts that a configuration dials, each with what for. */
function dialledBy(server: ServerSpec): { kind: LinkSpec['kind']; host: string }[] {
  const urls = codeOf(server).matchAll(/\bnats-(leaf|route):\/\/(?:[^@/\s"]*@)?([\w.-]+)/g);
  return [...urls].map(([, kind, host]) => ({ kind: kind as LinkSpec['kind'], host: host! }));
}

function remotesIn(server: ServerSpec, links: LinkSpec[]): string | undefined {
  if (!isRun(server)) return undefined;
  const dialled = dialledBy(server);
  const ours = links.filter(({ from }) => from === server.name);
  const matches = (link: LinkSpec, { kind, host }: (typeof dialled)[number]) =>
    link.kind === kind && link.to === host;
  return (
    first(ours, (link) =>
      dialled.some((url) => matches(link, url))
        ? undefined
        : `link ${link.name}: the configuration of ${server.name} has no nats-${link.kind}://${link.to}`,
    ) ??
    first(dialled, (url) =>
      ours.some((link) => matches(link, url))
        ? undefined
        : `${server.name} dials nats-${url.kind}://${url.host}, but there is no link ${server.name}-${url.host}`,
    )
  );
}
