import { grouped } from '../../lab/conf/in-order.ts';
import { Joined } from '../joined.ts';
import type { Derived } from '../../lab/derive/derive.ts';
import { linkOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, isOn, placeOf, valueIn, valuesIn } from '../settings.ts';
import { waysOf, type Way } from '../ways.ts';

/**
 * Seen on 2.15.2 on the topology ring: a leaf that dials a hub and another leaf of that hub logs `Loop detected`. Tried: a
 * leaf that dials two leaves of one hub does so too.
 */
export const leafLoop: Rule = {
  id: 'leaf-loop',
  severity: 'error',
  title: 'Leaf links close a circle',
  page: '/troubleshooting/everything-twice',
  *look(network) {
    const joined = new Joined();
    let bounded: boolean | undefined;
    const seen = new Set<string>();
    // Members of a leaf cluster each have the same remotes, which are one way.
    for (const way of singleFirst(waysOf(network))) {
      const { remote, hub, here, there, account } = way;
      const ends = [`${here[0]!.name}\n${remote.local}`, `${there[0]!.name}\n${account}`] as const;
      const name = ends.join('\n');
      if (seen.has(name) || here === there) continue;
      seen.add(name);
      if (joined.join(...ends)) continue;
      bounded ??= isBounded(network);
      if (!bounded)
        yield {
          server: remote.from.name,
          ...linkOf(network, remote.from.name, hub.name),
          place: placeOf(remote.from, remote.dials[0].url),
          words: `${remote.from.name} reaches ${hub.name} in account ${account} on another way too. The servers report a loop, close a link for 30 seconds, and do so again.`,
          remedy: `Keep one way: remove this remote, or put its URL into the urls of the other remote of ${remote.from.name}, for when that hub is gone.`,
        };
    }
  },
};

/** Whether keys keep subjects from going around: a circle may be meant then. */
const isBounded = ({ confs }: Derived): boolean =>
  [...confs.values()].some(
    (server) =>
      blocksAt(server, 'leafnodes').some((block) => isOn(valueIn(server, block, 'isolate'))) ||
      blocksAt(server, 'leafnodes.remotes').some(
        (block) =>
          isOn(valueIn(server, block, 'isolate')) ||
          isOn(valueIn(server, block, 'request_isolation')) ||
          valuesIn(server, block, 'deny_imports').length > 0 ||
          valuesIn(server, block, 'deny_exports').length > 0,
      ),
  );

/** A server that dials one hub only cannot be what closes a circle: those that dial several come last. */
const singleFirst = (ways: readonly Way[]): Way[] => {
  const ofServer = grouped(ways, ({ remote }) => remote.from);
  const dials = ({ remote }: Way) => ofServer.get(remote.from)!.length;
  return ways.toSorted((a, b) => dials(a) - dials(b));
};
