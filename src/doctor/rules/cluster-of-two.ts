import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { clustersOf, hasUnknownRoutes, unknownGateways } from '../groups.ts';
import { extend, hasJetStream, joinedWith } from '../jetstream.ts';
import type { Rule } from '../rule.ts';
import { keysAt, placeOf } from '../settings.ts';

/**
 * Tried on 2.15.2: of two members one is killed. The other stores nothing in a stream of two replicas (`no responders`)
 * and makes no stream (`context deadline exceeded`), since one of two is no majority. A leaf that extends its
 * domain is one more member: with two at each side and one of the four gone, a stream is still made. So are the members
 * of clusters that gateways join.
 */
export const clusterOfTwo: Rule = {
  id: 'cluster-of-two',
  severity: 'warning',
  title: 'A JetStream cluster has two members',
  page: '/guides/clustered-hub',
  *look(network) {
    const storing = [...network.confs.values()].filter(hasJetStream);
    for (const members of clustersOf(network)) {
      const [first, second] = members;
      const others = storing.filter((each) => !members.includes(each));
      const isExtended = (member: ServerConf) =>
        unknownGateways(network, member).length > 0 ||
        others.some(
          (other) =>
            extend(network, member, other) || joinedWith(network, member.name).has(other.name),
        );
      if (members.length !== 2 || !members.every(hasJetStream)) continue;
      if (members.some((member) => hasUnknownRoutes(network, member) || isExtended(member)))
        continue;
      yield {
        server: first!.name,
        place: placeOf(first!, keysAt(first!, 'cluster')[0]),
        words: `${first!.name} and ${second!.name} are a JetStream cluster of two. When either is gone, the other has no majority, and its JetStream stops.`,
        remedy:
          'Run three members, or a single server without a cluster, which is no less available.',
      };
    }
  },
};
