import type { LiveRule } from '../live-rule.ts';

/** A member of a cluster that counts fewer members than there are: it took the number of its routes for that. */
export const clusterSize: LiveRule = {
  id: 'cluster-size',
  severity: 'warning',
  title: 'JetStream counts fewer members than the cluster has',
  look: async ({ host, topology, server }, { domains }) => {
    const members = topology.servers.filter(
      ({ name, cluster }) =>
        cluster !== undefined && domains.has(name) && server(name).type === 'running',
    );
    const found = await Promise.all(
      members.map(async ({ name, cluster }) => {
        const { meta_cluster: meta } = await host.monitor(name, 'jsz');
        const all = members.filter((each) => each.cluster === cluster).length;
        if (!meta || meta.cluster_size >= all) return [];
        return [
          {
            server: name,
            words: `The JetStream of ${name} counts ${meta.cluster_size} members in the cluster ${cluster}, which has ${all}. A server that starts takes the number of its routes for that.`,
            remedy: 'List all members in the routes of each.',
          },
        ];
      }),
    );
    return found.flat();
  },
};
