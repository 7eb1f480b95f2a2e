import type { Derived } from '../lab/derive/derive.ts';
import type { Dial, ServerConf } from '../lab/derive/server-conf.ts';

/** What to dial in the place of a local address of a container or a pod: the name of a service that listens so. */
export function elsewhere(
  { confs, hosts: { aliases } }: Derived,
  from: ServerConf,
  { kind, webSocket, port }: Dial,
): string {
  const wanted = webSocket ? 'websocket' : kind;
  const hosts = [...confs.values()].flatMap((server) => {
    const listens = server.listeners.some((each) => each.kind === wanted && each.port === port);
    if (server.machine === from.machine || !listens) return [];
    // The name of a pod alone is looked up nowhere.
    const isPod = server.machine?.startsWith('pod ') ?? false;
    return (aliases.get(server.path) ?? [])[isPod ? 1 : 0] ?? [];
  });
  const [only, ...more] = new Set(hosts);
  return only !== undefined && more.length === 0
    ? `Dial ${only}:${port}: a service is reached by its name.`
    : 'Dial the other server by the name of its service.';
}
