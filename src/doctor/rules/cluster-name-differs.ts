import { clustersOf } from '../groups.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';

/** Tried on 2.15.2: `Rejecting connection, cluster name "d" does not match "c"`, and no route comes up. */
export const clusterNameDiffers: Rule = {
  id: 'cluster-name-differs',
  severity: 'error',
  title: 'Two servers with a route have different cluster names',
  page: '/guides/clustered-hub',
  *look(network) {
    for (const members of clustersOf(network)) {
      const first = members.find(({ cluster }) => cluster !== undefined);
      for (const member of members) {
        if (!first || member.cluster === undefined || member.cluster === first.cluster) continue;
        yield {
          server: member.name,
          place: placeOf(member, valueAt(member, 'cluster.name')),
          words: `The cluster of ${first.name} is named ${first.cluster!} and that of ${member.name} ${member.cluster}. They refuse each other’s routes.`,
          remedy: `Give both one cluster name, or remove the route between them.`,
        };
      }
    }
  },
};
