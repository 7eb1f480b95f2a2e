import { remotesIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

/** Seen on 2.15.2 in the labs of its page and of the guide: the hub's user may ask all servers of the leaf, and the reverse. */
export const systemAccountLinked: Rule = {
  id: 'system-account-linked',
  severity: 'note',
  title: 'A leaf link joins system accounts',
  page: '/troubleshooting/server-list-without-leaves',
  *look(network) {
    for (const { from, dials, local, to } of remotesIn(network)) {
      if (local !== from.system) continue;
      const there = to[0]?.name ?? dials[0].host;
      yield {
        server: from.name,
        place: placeOf(from, dials[0].url),
        words: `This remote joins the system account of ${from.name} with ${there}. The users of both may ask the servers of both sides, and hear of all their clients.`,
        remedy:
          'Keep it only between servers that the same people run. If both sides have the same JetStream domain, or none, the leaf becomes a part of the hub’s JetStream.',
      };
    }
  },
};
