import { clustersOf, hasUnknownRoutes } from '../groups.ts';
import { hasJetStream } from '../jetstream.ts';
import type { Rule } from '../rule.ts';
import { keysAt, placeOf, valuesAt } from '../settings.ts';
import { listed } from '../words.ts';

/**
 * Read in nats-server 2.15.2: JetStream takes the number of routes in the configuration for the size of its cluster,
 * when it first elects a leader. Tried: three members that list one seed work once all of them have met.
 */
export const routesIncomplete: Rule = {
  id: 'routes-incomplete',
  severity: 'warning',
  title: 'A member of a JetStream cluster does not list all members',
  page: '/guides/clustered-hub',
  *look(network) {
    for (const members of clustersOf(network)) {
      if (members.length < 3 || !members.every(hasJetStream)) continue;
      if (members.some((member) => hasUnknownRoutes(network, member))) continue;
      for (const member of members) {
        const routes = valuesAt(member, 'cluster.routes');
        const known = new Set(
          member.dials.filter(({ kind }) => kind === 'route').flatMap(({ to }) => to),
        );
        const missing = members.filter(({ name }) => name !== member.name && !known.has(name));
        if (missing.length === 0) continue;
        yield {
          server: member.name,
          place: placeOf(member, routes[0] ?? keysAt(member, 'cluster')[0]),
          words: `The routes of ${member.name} lack ${listed(missing.map(({ name }) => name))}. It finds them through the others, but JetStream counts routes when it first elects a leader: too few members may elect one.`,
          remedy: `List all ${members.length} members in the routes of each, itself too.`,
        };
      }
    }
  },
};
