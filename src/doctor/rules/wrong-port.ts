import type { Kind, ServerConf } from '../../lab/derive/server-conf.ts';
import { dialledIn, isDirect, linkOf } from '../remotes.ts';
import type { Found, Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';

const names: Readonly<Record<Exclude<Kind, 'leaf' | 'websocket'> | 'monitor', string>> = {
  client: 'takes clients',
  route: 'takes the other members of its cluster',
  gateway: 'takes other clusters',
  monitor: 'shows its monitoring pages',
};

/**
 * Tried on 2.15.2: a remote that dials the port of clients or of routes logs `attempted to connect to wrong port`, once
 * a second. A server with a `leafnodes` block without a port takes no leaf nodes.
 */
export const wrongPort: Rule = {
  id: 'wrong-port',
  severity: 'error',
  title: 'A remote dials a port at which no leaf node is taken',
  page: '/troubleshooting/messages/attempted-to-connect-to-wrong-port',
  *look(network) {
    for (const dialled of dialledIn(network)) {
      const { remote, dial, hub } = dialled;
      const ports = portsOf(hub);
      const right = ports.filter(({ kind }) => kind === 'leaf' || kind === 'websocket');
      if (right.some(({ port }) => port === dial.port)) continue;
      const wrong = ports.find(({ port }) => port === dial.port);
      if (!wrong && !isDirect(dialled)) continue;
      const leaf = right.find(({ kind }) => kind === 'leaf');
      const found: Found = {
        server: remote.from.name,
        ...linkOf(network, remote.from.name, hub.name),
        place: placeOf(remote.from, dial.url),
        words: wrong
          ? `Port ${dial.port} of ${hub.name} ${names[wrong.kind as keyof typeof names]}. This remote of ${remote.from.name} never connects there.`
          : `${hub.name} does not listen on port ${dial.port}. This remote of ${remote.from.name} finds no server there, unless something in between maps the port.`,
        remedy: leaf
          ? `Dial port ${leaf.port}, which ${hub.name} has for leaf nodes.`
          : `Write leafnodes { port: 7422 } into the configuration of ${hub.name}: it takes no leaf nodes yet. Dial that port.`,
      };
      yield wrong ? found : { ...found, severity: 'warning' };
    }
  },
};

function portsOf(hub: ServerConf): { kind: Kind | 'monitor'; port: number }[] {
  const monitor = ['http_port', 'monitor_port', 'https_port', 'http', 'https']
    .map((key) => Number(/(\d+)$/.exec(valueAt(hub, key)?.text ?? '')?.[1]))
    .filter((port) => !Number.isNaN(port));
  return [...hub.listeners, ...monitor.map((port) => ({ kind: 'monitor' as const, port }))];
}
