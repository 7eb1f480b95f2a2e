import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { portsOf, type Port } from '../ports.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

const purposes: Readonly<Record<Port['kind'], string>> = {
  client: 'clients',
  leaf: 'leaf nodes',
  route: 'routes',
  gateway: 'gateways',
  websocket: 'WebSockets',
  monitor: 'its monitoring pages',
  mqtt: 'MQTT',
  profile: 'its profiler',
};

const page = '/troubleshooting/messages/error-listening-on-leafnode-port';

/**
 * Tried on 2.15.2, for each purpose: the server ends with `address already in use` or `invalid port`, and names no line.
 * 0 is no port, and -1 leaves it to chance.
 */
export const portUnusable: Rule = {
  id: 'port-unusable',
  severity: 'error',
  title: 'A server cannot listen on a port',
  *look({ confs }) {
    for (const server of confs.values()) {
      const ports = portsOf(server);
      for (const [i, own] of ports.entries()) {
        const { kind, port, at } = own;
        const place = placeOf(server, { start: at });
        const other = ports.slice(0, i).find((each) => meets(each, own));
        const ofLeafs = [own, other].some((each) => each?.kind === 'leaf');
        if (port < -1 || port > 65535)
          yield {
            server: server.name,
            place,
            ...(ofLeafs && { page }),
            words: `${server.name} is to listen on port ${written(server, own)} for ${purposes[kind]}, and there is no such port. The server does not start.`,
            remedy: 'Write a port from 1 to 65535.',
          };
        if (!other) continue;
        yield {
          server: server.name,
          place,
          ...(ofLeafs && { page }),
          words: `${server.name} listens on port ${port} twice: for ${purposes[other.kind]} and for ${purposes[kind]}. The server does not start.`,
          remedy: 'Give each a port of its own.',
        };
      }
    }
  },
};

/** Whether two want one port, of one address or of all. */
const meets = (a: Port, b: Port): boolean =>
  a.port === b.port && a.port > 0 && (!a.host || !b.host || a.host === b.host);

/** A port as it is written: a number that long is none that could be repeated. */
const written = ({ conf }: ServerConf, { port, at }: Port): string =>
  /-?\d+$/.exec(conf.scalars.find(({ start }) => start === at)?.text ?? '')?.[0] ?? String(port);
