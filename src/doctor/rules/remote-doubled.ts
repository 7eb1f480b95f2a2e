import { linkOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';
import { waysOf, type Way } from '../ways.ts';

/**
 * Tried on 2.15.2: two remotes to one server for one account throw each other out (`Duplicate Remote LeafNode
 * Connection`); with the same URL the server does not start (`duplicate remote`). To two members of a cluster, as in the
 * lab of its page, both connect, and each message arrives twice.
 */
export const remoteDoubled: Rule = {
  id: 'remote-doubled',
  severity: 'error',
  title: 'Two remotes of a server lead to one hub for one account',
  page: '/troubleshooting/everything-twice',
  *look(network) {
    const ways = waysOf(network);
    const seen = new Map<string, Way>();
    for (const way of ways) {
      const { remote, there, account } = way;
      const ends = [remote.from.name, there[0]!.name, remote.local, account].join('\n');
      const first = seen.get(ends);
      if (!first) {
        seen.set(ends, way);
        continue;
      }
      const { from, dials, local } = way.remote;
      const one = first.hub === way.hub;
      yield {
        server: from.name,
        ...linkOf(network, from.name, way.hub.name),
        place: placeOf(from, dials[0].url),
        words: one
          ? `${from.name} has two remotes to ${way.hub.name} for account ${local}. They throw each other out, again and again, or the server does not start.`
          : `${from.name} has a remote to ${first.hub.name} and one to ${way.hub.name}, which are one cluster, both for account ${local}. Each message arrives twice.`,
        remedy: one
          ? 'Keep one of the two.'
          : 'Write one remote that lists all members in urls. It connects to one of them, and to another when that one is gone.',
        ...(one && { page: '/troubleshooting/messages/duplicate-remote-leafnode-connection' }),
      };
    }
  },
};
