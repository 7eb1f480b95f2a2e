import { grouped } from '../conf/in-order.ts';
import type { Note } from './given.ts';
import { stemOf, type Dial, type Kind, type ServerConf } from './server-conf.ts';

/** Names by which servers are known where they run: of Compose services, of Kubernetes services and pods. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

/** What is known of hosts beyond the configurations. */
export interface KnownHosts {
  /** More names of a server, by the path of its configuration. */
  aliases: Aliases;
  /** The servers that a person has said that hosts are, by host. An empty name leaves a host outside. */
  assigned: ReadonlyMap<string, string>;
}

/** The hosts that mean the machine itself. */
const itself = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|\[?::\]?)$/i;
/** Names of the services of Kubernetes. */
const inService = /\.svc(\.|$)/;
/** Hosts of services that anybody can use: none of the servers given. */
const publicHost = /(^|\.)(ngs\.global|nats\.io|synadia\.(com|io|cloud))$/i;

export const isItself = (host: string): boolean => itself.test(host);

/** Answers the servers that are meant where one dials a host and a port; none where it is none of those given. */
export type Lookup = (dial: Dial, from: ServerConf) => ServerConf[];

/**
 * Finds servers by the hosts that are dialled: by their names, files, addresses and aliases, by what a person has
 * assigned, and where a host tells nothing, by the port if only one server listens there. What has been guessed is noted.
 */
export function lookupIn(all: readonly ServerConf[], known: KnownHosts, notes: Note[]): Lookup {
  const ownNames = new Map(all.map((server) => [server, ownNamesOf(server, known.aliases)]));
  const names = new Map(
    all.map((server) => [
      server,
      [server.name, stemOf(server.path)].map(plain).concat(ownNames.get(server)!),
    ]),
  );
  const hosts = new Set(
    all.flatMap(({ dials, gateways }) => [...dials, ...gateways].map(({ host }) => plain(host))),
  );
  const alike = grouped(hosts, (host) => host.split('.')[0]);
  const guessed = new Map<string, ServerConf | undefined>();
  for (const server of all) for (const dial of server.dials) guess(dial, server);
  const byGuess = grouped(guessed.keys(), (host) => guessed.get(host));
  const told = new Set<string>();

  return (dial, from) => {
    const host = plain(dial.host);
    const chosen = known.assigned.get(dial.host) ?? known.assigned.get(host);
    if (chosen !== undefined) return all.filter(({ name }) => name === chosen);
    const found = certain(dial, from);
    if (found.length > 0 || isOwnContainer(host, from)) return found;
    const [called] = byFirstPart(dial, from);
    if (called) {
      // Members of a cluster are called so as a rule.
      if (dial.kind !== 'route')
        tell(dial, from, `By its first part, ${dial.host} is taken for ${called.name}.`);
      return byFirstPart(dial, from);
    }
    const likely = guessed.get(host);
    // Two hosts cannot both be one server only because neither is known.
    if (!likely || likely === from || byGuess.get(likely)!.length > 1) return [];
    tell(
      dial,
      from,
      `No configuration says which server ${dial.host} is. It is taken for ${likely.name}, which alone listens on port ${dial.port}.`,
    );
    return [likely];
  };

  function tell(dial: Dial, from: ServerConf, words: string): void {
    const host = plain(dial.host);
    if (!told.has(host)) notes.push({ ...from.placeOf(dial.url.start), words });
    told.add(host);
  }

  function guess(dial: Dial, from: ServerConf): void {
    const host = plain(dial.host);
    if (dial.kind !== 'leaf' || dial.disabled || publicHost.test(host)) return;
    if (isOwnContainer(host, from)) return;
    if (known.assigned.has(dial.host) || certain(dial, from).length > 0) return;
    if (byFirstPart(dial, from).length > 0) return;
    const [only, ...more] = listening(kindOf(dial), dial.port).filter((server) => server !== from);
    guessed.set(host, more.length > 0 ? undefined : only);
  }

  function certain(dial: Dial, from: ServerConf): ServerConf[] {
    const host = plain(dial.host);
    const kind = kindOf(dial);
    if (itself.test(host)) return onMachine(dial, kind, from);
    const others = othersThan(from, dial);
    const called = all.filter(
      (server) =>
        (others.includes(server) ? names : ownNames).get(server)!.includes(host) ||
        isAt(server, kind, host),
    );
    if (called.length > 0) return withPort(called, kind, dial.port);
    return inService.test(host) ? byNames(others, inCluster(host.split('.'))) : [];
  }

  function byFirstPart(dial: Dial, from: ServerConf): ServerConf[] {
    const host = plain(dial.host);
    const labels = host.split('.');
    if (labels.length < 2 || /^[\d.]+$/.test(host) || inService.test(host)) return [];
    // Of `hub.eu.example.com` and `hub.us.example.com`, only a person knows which one is “hub”.
    return alike.get(labels[0])!.length === 1 ? byNames(othersThan(from, dial), [labels[0]!]) : [];
  }

  /** That a leaf dials itself is a fault: a file that is called as the host, or a part of its name, shows none. */
  function othersThan(from: ServerConf, { kind }: Dial): ServerConf[] {
    return kind === 'leaf' ? all.filter((server) => server !== from) : [...all];
  }

  /** Servers of one machine differ by their ports. */
  function onMachine({ port }: Dial, listened: Kind, from: ServerConf): ServerConf[] {
    const here = all.filter(({ machine }) => machine === from.machine);
    const right = listening(listened, port).filter((server) => here.includes(server));
    // Two servers of a machine cannot listen on one port.
    if (right.includes(from)) return [from];
    const others = right.filter((server) => server !== from);
    if (others.length > 0) return others.length === 1 ? others : [];
    if (listensLocally(from, listened, port)) return [from];
    const any = here.filter(
      (server) => server !== from && server.listeners.some((each) => each.port === port),
    );
    return any.length === 1 ? any : [];
  }

  function listening(kind: Kind, port: number): ServerConf[] {
    return all.filter(({ listeners }) =>
      listeners.some((listener) => listener.kind === kind && listener.port === port),
    );
  }

  function byNames(among: readonly ServerConf[], wanted: readonly string[]): ServerConf[] {
    for (const each of wanted) {
      const found = among.filter((server) => names.get(server)!.includes(each));
      if (found.length > 0) return found;
    }
    return [];
  }
}

const kindOf = ({ kind, webSocket }: Dial): Kind => (webSocket ? 'websocket' : kind);

/** A host without the dot of the root, in lower case. */
const plain = (host: string): string => host.toLowerCase().replace(/\.$/, '');

/** Whether a host means a container or a pod: no other server is there than those that say so. */
const isOwnContainer = (host: string, { machine }: ServerConf): boolean =>
  machine !== undefined && itself.test(host);

/** The names that a server has from its configuration or from what deploys it. */
const ownNamesOf = ({ serverName, path }: ServerConf, aliases: Aliases): string[] =>
  [...(serverName === undefined ? [] : [serverName]), ...(aliases.get(path) ?? [])].map(plain);

/** Whether a server listens on a port of the addresses by which a machine reaches itself. */
const listensLocally = ({ listeners }: ServerConf, kind: Kind, wanted: number): boolean =>
  listeners.some(
    ({ kind: each, port, host }) =>
      each === kind && port === wanted && (host === undefined || itself.test(host)),
  );

/** Whether a server says that it is at a host: where it listens, or where it tells others that it does. */
const isAt = ({ listeners }: ServerConf, kind: Kind, host: string): boolean =>
  listeners.some(
    (listener) =>
      (listener.kind === kind && hostOf(listener.advertised) === host) ||
      (listener.host !== undefined && !itself.test(listener.host) && plain(listener.host) === host),
  );

const hostOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : plain(address.replace(/:\d+$/, ''));

/** Of several servers at one address, those that listen on the port; all, where none does. */
function withPort(servers: ServerConf[], kind: Kind, port: number): ServerConf[] {
  const there = servers.filter(({ listeners }) =>
    listeners.some((listener) => listener.kind === kind && listener.port === port),
  );
  return there.length > 0 ? there : servers;
}

/** The names of a pod, of its service and of its namespace in `nats-0.nats-headless.hub.svc.cluster.local`. */
function inCluster(labels: readonly string[]): string[] {
  const before = labels.slice(0, labels.indexOf('svc'));
  const whole = before.map((_, i) => before.slice(0, before.length - i).join('.'));
  return [...whole, before.at(-1) ?? ''];
}
