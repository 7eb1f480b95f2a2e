import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { pairsOfJetStreams } from '../jetstream.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';

/**
 * Seen on 2.15.2 in the lab of its page: two leaves with one domain, a request from the hub to the domain, and two
 * answers. Where leaf and hub have one domain, each reaches its own JetStream only.
 */
export const sameDomain: Rule = {
  id: 'same-domain',
  severity: 'error',
  title: 'Two JetStreams have one domain',
  page: '/troubleshooting/same-domain-on-hub-and-leaves',
  *look(network) {
    for (const { one, other, account } of pairsOfJetStreams(network)) {
      if (one.domain === undefined || one.domain !== other.domain) continue;
      // The leaf of the two is the one to change.
      const isLeaf = (server: ServerConf) => server.dials.some(({ kind }) => kind === 'leaf');
      const at = isLeaf(one) && !isLeaf(other) ? one : other;
      yield {
        server: at.name,
        place: placeOf(at, valueAt(at, 'jetstream.domain')),
        words: `${one.name} and ${other.name} both have the JetStream domain ${one.domain}, and account ${account} reaches both. A request to the domain is answered by each, or by one of them alone.`,
        remedy: `Give ${at.name} a domain of its own. Only members of one cluster share a domain.`,
      };
    }
  },
};
