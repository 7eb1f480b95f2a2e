import { islandsOf } from '../islands.ts';
import type { Rule } from '../rule.ts';
import { isOn, placeOf, valueIn } from '../settings.ts';
import { waysOf, type Way } from '../ways.ts';

/**
 * Seen on 2.15.2 in the lab of its page: a leaf of two hubs, and a request of one hub that finds no responder at the
 * other. With `hub: true` in one remote it does, and queue groups are reached too.
 */
export const bridgeDoesNotRelay: Rule = {
  id: 'bridge-does-not-relay',
  severity: 'note',
  title: 'A leaf of two hubs passes nothing on between them',
  page: '/troubleshooting/bridge-does-not-relay',
  *look(network) {
    const ways = waysOf(network);
    // Whether others join the two hubs.
    const areJoined = (one: Way, other: Way): boolean => {
      const { topology } = network;
      const links = topology.links.filter(({ from }) => from !== one.remote.from.name);
      const { joined } = islandsOf({ ...network, topology: { ...topology, links } });
      return joined(one.hub, one.account, other.hub, other.account);
    };
    /** The ways out of an account of a server, those to one account of a hub once. */
    const before = new Map<string, Map<string, Way>>();
    for (const way of ways) {
      const { remote, hub, there, account } = way;
      const from = `${remote.from.name}\n${remote.local}`;
      const to = `${there[0]!.name}\n${account}`;
      const others = before.get(from) ?? new Map<string, Way>();
      before.set(from, others);
      const other = [...others.values()].find(
        (each) => each.there !== there && !areJoined(each, way),
      );
      if (!others.has(to)) others.set(to, way);
      if (!other) continue;
      const isHub = [remote, other.remote].some(({ from, block }) =>
        isOn(valueIn(from, block, 'hub')),
      );
      if (isHub) continue;
      yield {
        server: remote.from.name,
        place: placeOf(remote.from, remote.dials[0].url),
        words: `${remote.from.name} is a leaf of ${other.hub.name} and of ${hub.name}, and passes nothing on between the two: to each it tells its own interest only.`,
        remedy: `If ${other.hub.name} and ${hub.name} are to hear each other, write hub: true in one of the two remotes.`,
      };
    }
  },
};
