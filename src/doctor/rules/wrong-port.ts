import { goUrl } from '../../lab/conf/go-url.ts';
import { isWebPort } from '../../lab/derive/behind-proxy.ts';
import type { Derived } from '../../lab/derive/derive.ts';
import { portsOf, type Port } from '../ports.ts';
import { dialledIn, isDirect, linkOf, remotesIn } from '../remotes.ts';
import { rightPort } from '../right-port.ts';
import type { Found, Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

const names: Readonly<Record<Exclude<Port['kind'], 'leaf' | 'websocket'>, string>> = {
  client: 'takes clients',
  route: 'takes the other members of its cluster',
  gateway: 'takes other clusters',
  monitor: 'shows its monitoring pages',
  mqtt: 'takes MQTT clients',
  profile: 'shows its profile',
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
    yield* outside(network);
    for (const dialled of dialledIn(network)) {
      const { remote, dial, hub } = dialled;
      // A URL without a port, or with one that there is not, is told as such.
      const { port } = goUrl(dial.url.text)!;
      if ((dial.webSocket && port === undefined) || dial.port < 1 || dial.port > 65535) continue;
      const ports = portsOf(hub);
      const there = ports.filter(({ port }) => port === dial.port);
      if (there.some(({ kind }) => kind === 'leaf' || kind === 'websocket')) continue;
      const [wrong] = there;
      const isItself = isDirect(dialled);
      // What is mapped as a rule is the port of the web. A file that was not given may have others.
      if (!wrong && (hub.missing.length > 0 || (isWebPort(dial) && !isItself))) continue;
      const called = isItself ? hub.name : `${hub.name}, dialled as ${dial.host},`;
      const found: Found = {
        server: remote.from.name,
        ...linkOf(network, remote.from.name, hub.name),
        place: placeOf(remote.from, dial.url),
        words: wrong
          ? `Port ${dial.port} of ${hub.name} ${names[wrong.kind as keyof typeof names]}. This remote of ${remote.from.name} never connects there.`
          : `${called} does not listen on port ${dial.port}. This remote of ${remote.from.name} finds no server there, unless something in between maps the port.`,
        remedy: rightPort(hub, dial),
      };
      yield wrong ? found : { ...found, severity: 'warning' };
    }
  },
};

/** Remotes that dial a server which is not given at the port that a server has for clients unless it is told another. */
function* outside(network: Derived): Generator<Found> {
  for (const { from, dials } of remotesIn(network))
    for (const { url, host, port, webSocket, own, to } of dials) {
      const isGiven = own || to.some((name) => network.confs.has(name));
      if (isGiven || webSocket || port !== clientPort) continue;
      yield {
        severity: 'warning',
        server: from.name,
        ...linkOf(network, from.name, host),
        place: placeOf(from, url),
        words: `Port ${port} of a nats-server is the one for clients as a rule. If it is so at ${host}, this remote of ${from.name} never connects.`,
        remedy: `Dial port 7422, the usual one of a leafnodes block, unless ${host} really takes leaf nodes at ${port}.`,
      };
    }
}

/** Where a server takes clients if its configuration names no port. */
const clientPort = 4222;
