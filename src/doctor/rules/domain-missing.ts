import { pairsOfJetStreams } from '../jetstream.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, keysAt, placeOf } from '../settings.ts';

/**
 * Tried on 2.15.2: hub and leaf with JetStream, the hub without a domain. Each reaches its own JetStream; from the leaf
 * no subject reaches the hub's, since `$JS.API.>` is denied on the link.
 */
export const domainMissing: Rule = {
  id: 'domain-missing',
  severity: 'warning',
  title: 'A JetStream that leaf links lead to has no domain',
  page: '/guides/across-the-boundary',
  *look(network) {
    const told = new Set<string>();
    for (const { one, other } of pairsOfJetStreams(network))
      for (const [server, far] of [
        [one, other],
        [other, one],
      ] as const) {
        if (server.domain !== undefined || told.has(server.name)) continue;
        told.add(server.name);
        yield {
          server: server.name,
          place: placeOf(
            server,
            blocksAt(server, 'jetstream')[0] ?? keysAt(server, 'jetstream')[0],
          ),
          words: `The JetStream of ${server.name} has no domain, so ${far.name} has no name to reach it by. No client, mirror or source beyond the leaf link finds its streams.`,
          remedy: `Write domain: ${server.name} in the jetstream block of ${server.name}, and restart it. Its streams stay.`,
        };
      }
  },
};
