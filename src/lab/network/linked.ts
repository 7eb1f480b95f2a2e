import type { LinkState, ServerState } from './host.ts';
import type { LinkSpec, Topology } from '../topology/topology.ts';

/** How long a start waits for links, in milliseconds: a leaf that was refused dials again after one second. */
export const linkPatience = 3000;

/** Whether each link between servers that run is up, or another that does as well. */
export function allLinked(
  topology: Topology,
  serverState: (name: string) => ServerState | undefined,
  linkState: (name: string) => LinkState | undefined,
): boolean {
  const runs = (server: string) => serverState(server)?.type === 'running';
  return topology.links.every(
    (link) =>
      !runs(link.from) ||
      !runs(link.to) ||
      alternatives(topology, link).some(({ name }) => linkState(name)?.type === 'up'),
  );
}

/** The links of which one is enough: a leaf connects to one member of a cluster, whichever it is. */
function alternatives({ servers, links }: Topology, link: LinkSpec): LinkSpec[] {
  const clusterOf = (server: string) => servers.find(({ name }) => name === server)?.cluster;
  const cluster = clusterOf(link.to);
  if (link.kind !== 'leaf' || cluster === undefined) return [link];
  return links.filter(
    ({ kind, from, to }) => kind === 'leaf' && from === link.from && clusterOf(to) === cluster,
  );
}
