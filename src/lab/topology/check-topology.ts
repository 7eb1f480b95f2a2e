import { linesOfLink } from './lines-of-link.ts';
import { readConf } from '../conf/conf-text.ts';
import {
  accountsOf,
  clusterOf,
  dialledBy,
  domainOf,
  serverNameOf,
  type Dialled,
} from '../conf/server-settings.ts';
import {
  asDrawn,
  type LinkSpec,
  type OperatorSpec,
  type ServerSpec,
  type Topology,
} from './topology.ts';

/** Finds a mistake in a topology, in itself or where it and a configuration differ. */
export function mistakeIn(topology: Topology): string | undefined {
  const { servers, links, outside = [], operator } = topology;
  const isOurs = ({ to }: LinkSpec) => !outside.some(({ name }) => name === to);
  return (
    twice('server', [...servers, ...outside]) ??
    twice('link', links) ??
    first(links, (link) => ends(link, [...servers, ...outside.map(asDrawn)], operator)) ??
    places(topology) ??
    (topology.sharesDomain ? undefined : sharedDomain(servers)) ??
    first(
      servers.filter(isRun),
      (server) => nameIn(server) ?? domainIn(server) ?? clusterIn(server) ?? accountsIn(server),
    ) ??
    first(servers, (server) => remotesIn(server, links.filter(isOurs))) ??
    first(servers, (server) => membersIn(server, servers)) ??
    first(links.filter(isOurs), (link) => listenerOf(link, servers))
  );
}

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
    if (names.has(name)) return `two ${what}s named ${name}: give each a name of its own`;
    names.add(name);
    return undefined;
  });
}

/** Each server is drawn on the map, and none on top of another. */
function places({ servers, outside = [], size }: Topology): string | undefined {
  const taken = new Map<string, string>();
  return first([...servers, ...outside], ({ name, at: { x, y } }) => {
    if (x < 0 || y < 0 || x > size.width || y > size.height) {
      return `${name} is drawn at ${x}, ${y}, off the map of ${size.width} by ${size.height}: move it, or make the map larger`;
    }
    const other = taken.get(`${x} ${y}`);
    taken.set(`${x} ${y}`, name);
    return other && `${other} and ${name} are drawn at the same place: move one`;
  });
}

function ends(
  { name, kind, from, to, accounts = [] }: LinkSpec,
  servers: ServerSpec[],
  operator: OperatorSpec | undefined,
) {
  const [near, far] = [from, to].map((end) => servers.find((server) => server.name === end));
  const unknown = !near ? from : !far ? to : undefined;
  if (!near || !far) {
    const known = servers.map((server) => server.name).join(', ');
    return `link ${name} leads from or to ${unknown}, which is no server: name one of ${known}`;
  }
  if (name !== `${from}-${to}`) return `link ${name} must be named ${from}-${to}`;
  if (kind === 'route' && (!near.cluster || near.cluster !== far.cluster)) {
    return `link ${name} is a route, but ${from} and ${to} are not in one cluster: give both the same cluster`;
  }
  return first(accounts, ({ local, remote }) => {
    const lacks = (server: string, account: string) =>
      `link ${name} binds an account ${account} that ${server} lacks: add it to the accounts of ${server}`;
    if (!hasAccount(near, local)) return lacks(from, local);
    if (!hasAccount(far, remote)) return lacks(to, remote);
    return undefined;
  });

  function hasAccount({ name: server, accounts: own = [] }: ServerSpec, account: string): boolean {
    const files = Object.values(operator?.files[server] ?? {});
    const signed = files.some((file) => 'preload' in file) ? operator!.accounts : {};
    return account === '$G' || own.includes(account) || account in signed;
  }
}

/** Two JetStreams of one domain both answer its API: they must be one cluster. */
function sharedDomain(servers: ServerSpec[]): string | undefined {
  const owners = new Map<string, ServerSpec>();
  return first(servers.filter(isRun), (server) => {
    const { name, domain, cluster } = server;
    if (domain === undefined) return undefined;
    const owner = owners.get(domain);
    owners.set(domain, server);
    if (!owner || (cluster !== undefined && cluster === owner.cluster)) return undefined;
    return `${owner.name} and ${name} are both in the domain ${domain}, but not in one cluster: give one another domain, or set sharesDomain where that is what it shows`;
  });
}

/** A server that is only drawn has no configuration to agree with. */
const isRun = ({ config }: ServerSpec) => config !== '';

/** The name that a server gives itself is the one by which the others dial it. */
function nameIn({ name, config }: ServerSpec): string | undefined {
  const set = serverNameOf(config);
  if (set === name) return undefined;
  return set === undefined
    ? `the configuration of ${name} sets no server_name: add server_name: ${name}`
    : `the configuration of ${name} sets the server_name ${set}: set server_name: ${name}`;
}

/** Accounts are those of the configuration, no more and no fewer. */
function accountsIn({ name, accounts = [], config }: ServerSpec): string | undefined {
  const set = accountsOf(config);
  return (
    first(accounts, (account) =>
      set.includes(account)
        ? undefined
        : `${name} has no account ${account} in its configuration: add it to its accounts`,
    ) ??
    first(set, (account) =>
      accounts.includes(account)
        ? undefined
        : `the configuration of ${name} has an account ${account} that the topology does not name: add it to the accounts of ${name}`,
    )
  );
}

const listeners = {
  leaf: ['leaf nodes', 'leafnodes { port: 7422 }'],
  route: ['routes', 'cluster { port: 6222 }'],
  gateway: ['gateways', 'gateway { port: 7222 }'],
} as const;

/** A server that is dialled listens for what dials it. */
function listenerOf(link: LinkSpec, servers: ServerSpec[]): string | undefined {
  const far = servers.find(({ name }) => name === link.to)!;
  if (!isRun(far) || linesOfLink(far.config, link, 'to').length > 0) return undefined;
  const [wanted, block] = listeners[link.kind];
  return `link ${link.name}: ${far.name} listens for no ${wanted}: it needs ${block}`;
}

function domainIn({ name, domain, config }: ServerSpec): string | undefined {
  return differs(name, 'domain', domain, domainOf(config));
}

function clusterIn({ name, cluster, config }: ServerSpec): string | undefined {
  return differs(name, 'cluster', cluster, clusterOf(config));
}

/**
 * Compares the cluster or domain that a topology gives a server with the one that its configuration
 * sets.
 */
function differs(name: string, what: string, said?: string, set?: string): string | undefined {
  if (said === set) return undefined;
  const meant = said === undefined ? `in no ${what}` : `in the ${what} ${said}`;
  const is = set === undefined ? 'none' : `the ${what} ${set}`;
  return `${name} is ${meant}, but its configuration sets ${is}: let the two agree`;
}

function remotesIn(server: ServerSpec, links: LinkSpec[]): string | undefined {
  if (!isRun(server)) return undefined;
  const dialled = dialledBy(readConf(server.config));
  const ours = links.filter(({ from }) => from === server.name);
  const matches = (link: LinkSpec, { kind, host }: Dialled) =>
    link.kind === kind && link.to === host;
  // Members list each other and themselves, and so do gateways: a route from either of two is one link.
  const isRoute = ({ kind, host }: Dialled) =>
    kind !== 'leaf' &&
    (host === server.name || links.some((link) => link.name === `${host}-${server.name}`));
  return (
    first(ours, (link) =>
      dialled.some((url) => matches(link, url))
        ? undefined
        : `link ${link.name}: the configuration of ${server.name} has no nats-${link.kind}://${link.to}: dial it, or take the link away`,
    ) ??
    first(dialled, (url) =>
      isRoute(url) || ours.some((link) => matches(link, url))
        ? undefined
        : `${server.name} dials nats-${url.kind}://${url.host}, but there is no link ${server.name}-${url.host}: add it to the links`,
    )
  );
}

/** Until its first election JetStream takes the number of routes for the size of the cluster. */
function membersIn(server: ServerSpec, servers: ServerSpec[]): string | undefined {
  const routes = dialledBy(readConf(server.config)).filter(({ kind }) => kind === 'route');
  if (server.domain === undefined || routes.length === 0) return undefined;
  const members = servers.filter(({ cluster }) => cluster === server.cluster);
  return first(members, ({ name }) =>
    routes.some(({ host }) => host === name)
      ? undefined
      : `the configuration of ${server.name} has no nats-route://${name}: list all members of the cluster ${server.cluster} in each, or JetStream may elect a leader before it knows them`,
  );
}
