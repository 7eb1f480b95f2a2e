import type { Listener, ServerConf } from '../../lab/derive/server-conf.ts';
import { hasJetStream } from '../jetstream.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, placeOf, valueAt, valueIn } from '../settings.ts';

/**
 * Tried on 2.15.2: two servers with one `store_dir` both start, and without an error each overwrites the streams of the
 * other. Of two with one port the second ends with `address already in use`.
 */
export const oneMachine: Rule = {
  id: 'one-machine',
  severity: 'error',
  title: 'Two servers of one machine have one port or one store_dir',
  *look({ confs }) {
    const servers = [...confs.values()];
    for (const [at, server] of servers.entries())
      for (const other of servers.slice(0, at)) {
        if (!areBeside(server, other)) continue;
        for (const listener of server.listeners) {
          const taken = other.listeners.some((each) => meets(each, other, listener, server));
          if (!taken) continue;
          yield {
            server: server.name,
            place: placeOf(server, blockOf(server, listener)),
            words: `${server.name} and ${other.name} are on one machine, since one dials the other by a local address, and both listen on port ${listener.port}. The second to start ends.`,
            remedy: `Give ${server.name} another port, and dial it there.`,
          };
        }
        const [mine, theirs] = [server, other].map(
          (each) => valueAt(each, 'jetstream.store_dir') ?? valueAt(each, 'store_dir'),
        );
        if (!mine || mine.text !== theirs?.text || ![server, other].every(hasJetStream)) continue;
        yield {
          server: server.name,
          place: placeOf(server, mine),
          words: `${server.name} and ${other.name} are on one machine, since one dials the other by a local address, and have one store_dir. Each overwrites the streams of the other, without an error.`,
          remedy: `Give each server a store_dir of its own.`,
        };
      }
  },
};

/** Whether one of two servers dials the other by an address that means its own machine. */
const areBeside = (one: ServerConf, other: ServerConf): boolean =>
  [
    [one, other],
    [other, one],
  ].some(([from, to]) =>
    from!.dials.some(
      ({ host, to: there }) => /^(localhost|127\.|\[?::1)/i.test(host) && there.includes(to!.name),
    ),
  );

const blockNames = {
  client: '',
  leaf: 'leafnodes',
  route: 'cluster',
  gateway: 'gateway',
  websocket: 'websocket',
} as const;

const blockOf = (server: ServerConf, { kind }: Listener) => {
  const [block] = blocksAt(server, blockNames[kind]);
  return block && (valueIn(server, block, 'port') ?? valueIn(server, block, 'listen') ?? block);
};

/** Whether two listeners want one port of one address. */
function meets(a: Listener, ofA: ServerConf, b: Listener, ofB: ServerConf): boolean {
  if (a.port !== b.port || a.port <= 0) return false;
  const [one, other] = [hostOf(ofA, a), hostOf(ofB, b)];
  return one === other || one === '' || other === '';
}

/** The address that a listener has: empty for all addresses. */
function hostOf(server: ServerConf, { kind }: Listener): string {
  const [block] = blocksAt(server, blockNames[kind]);
  const value = (key: string) => block && valueIn(server, block, key)?.text;
  const host = value('host') ?? /^(.*):\d+$/.exec(value('listen') ?? '')?.[1] ?? '';
  return /^(0\.0\.0\.0|\[?::\]?)$/.test(host) ? '' : host;
}
