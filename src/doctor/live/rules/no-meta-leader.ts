import type { LiveRule } from '../live-rule.ts';

/** A clustered JetStream without a leader of its metadata: it makes and finds no stream. */
export const noMetaLeader: LiveRule = {
  id: 'no-meta-leader',
  severity: 'error',
  title: 'A clustered JetStream has no leader',
  page: '/troubleshooting/no-meta-leader',
  look: ({ host, topology, server }, { leaderless, bindings, places }) =>
    Promise.all(
      [...leaderless].map(async (name) => {
        const { meta_cluster: meta } = await host.monitor(name, 'jsz');
        const { cluster, domain } = topology.servers.find((each) => each.name === name)!;
        const members = topology.servers.filter(
          (each) =>
            (cluster === undefined ? each.domain === domain : each.cluster === cluster) &&
            server(each.name).type === 'running',
        );
        const system = places.find((place) => place.server === name && place.system)?.account;
        const hub = bindings.find(({ link }) => link.from === name)?.link.to;
        const isJoined = bindings.some(({ link, local }) => link.from === name && local === system);
        if (hub !== undefined && !isJoined)
          return {
            server: name,
            words: `The JetStream of ${name} knows no leader: it is to extend the domain of ${hub}, and no remote joins their system accounts.`,
            remedy: `Give ${name} a remote for its system account, or, if its JetStream is to be its own, a domain of its own.`,
          };
        return {
          server: name,
          words: `The JetStream of ${name} knows no leader. ${meta?.quorum_needed ?? 'More'} of ${meta?.cluster_size ?? 'its'} members must agree, and ${members.length} of ${cluster === undefined ? 'them' : `the cluster ${cluster}`} run here.`,
          remedy: 'Give each member the routes to all others, and see that they run.',
        };
      }),
    ),
};
