import { remotesIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

/** Seen on 2.15.2 in the labs of its page and of the guide: users of both sides may ask all servers. Tried: a login of the
 * hub's system account for `$G`, and a client of the leaf that asks `$SYS.REQ.SERVER.PING` is answered by the hub. */
export const systemAccountLinked: Rule = {
  id: 'system-account-linked',
  severity: 'note',
  title: 'A leaf link joins system accounts',
  page: '/troubleshooting/server-list-without-leaves',
  *look(network) {
    for (const { from, dials, local, to } of remotesIn(network)) {
      const hub = to.find((each) => each.system === dials[0].remote);
      if (hub && local !== from.system) {
        yield {
          severity: 'warning',
          server: from.name,
          place: placeOf(from, dials[0].url),
          words: `This remote of ${from.name} logs in to the system account of ${hub.name}, for account ${local}. Each client of ${local} may ask the servers of ${hub.name} and hear of all their clients, and no message of an application crosses.`,
          remedy: `Log in as a user of an account of applications. To join the system accounts, write account: ${from.system} in the remote.`,
        };
        continue;
      }
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
