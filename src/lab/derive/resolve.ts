import type { Dial, Kind, ServerConf } from './server-conf.ts';

/** Names by which servers are known where they run: of Compose services, of Kubernetes services and pods. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

/** The hosts that mean the machine itself. */
const itself = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0)$/i;

/**
 * The servers that a host and a port mean: those of that name, file, advertised address or alias, or, where the host
 * tells nothing, the only one that listens on that port. Empty where it is none of the servers given.
 */
export function serversAt(
  dial: Pick<Dial, 'host' | 'port' | 'kind' | 'webSocket'>,
  from: ServerConf,
  all: readonly ServerConf[],
  aliases: Aliases,
): ServerConf[] {
  const { host, port } = dial;
  const kind: Kind = dial.webSocket ? 'websocket' : dial.kind;
  const byName = all.filter((server) => isCalled(server, host, kind, aliases));
  if (byName.length > 0) return byName;
  const listening = all.filter(
    (server) =>
      server !== from &&
      server.listeners.some((listener) => listener.kind === kind && listener.port === port),
  );
  return listening.length === 1 && (itself.test(host) || !isName(host)) ? listening : [];
}

/** An address without a name may be any machine; a name that no server has is one that is not here. */
const isName = (host: string): boolean => /[a-z]/i.test(host) && !itself.test(host);

function isCalled(server: ServerConf, host: string, kind: Kind, aliases: Aliases): boolean {
  const wanted = host.toLowerCase();
  const stem = server.path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '');
  const names = [server.name, stem, ...(aliases.get(server.path) ?? [])].map((name) =>
    name.toLowerCase(),
  );
  const advertised = server.listeners.some(
    (listener) =>
      listener.kind === kind && listener.advertised?.replace(/:\d+$/, '').toLowerCase() === wanted,
  );
  // A pod or a service: `nats-0.nats-headless.hub.svc.cluster.local`, `nats.hub.svc`.
  return advertised || namesOfHost(wanted).some((name) => names.includes(name));
}

function namesOfHost(host: string): string[] {
  const [first, second, third] = host.split('.');
  const inCluster = /\.svc(\.|$)/.test(host);
  return [
    host,
    ...(first ? [first] : []),
    ...(inCluster ? [`${first}.${second}`, second!, third!] : []),
  ];
}
