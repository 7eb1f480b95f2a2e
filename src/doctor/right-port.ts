import type { Dial, ServerConf } from '../lab/derive/server-conf.ts';

/** Says which port of a server a remote is to dial, by its configuration. */
export function rightPort({ name, listeners }: ServerConf, { webSocket }: Dial): string {
  const portOf = (kind: 'leaf' | 'websocket') =>
    listeners.find((listener) => listener.kind === kind)?.port;
  const ownPort = webSocket ? portOf('websocket') : undefined;
  if (ownPort !== undefined) return `Dial port ${ownPort}, at which ${name} speaks WebSocket.`;
  const leafPort = portOf('leaf');
  return leafPort !== undefined
    ? `Dial port ${leafPort}, which ${name} has for leaf nodes.`
    : `Write leafnodes { port: 7422 } into the configuration of ${name}: it takes no leaf nodes yet. Dial that port.`;
}
