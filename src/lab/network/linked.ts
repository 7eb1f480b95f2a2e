import { readConf } from '../conf/conf-text.ts';
import { dialledBy } from '../conf/server-settings.ts';
import type { LinkState, ServerState } from './host.ts';
import type { LinkSpec, Topology } from '../topology/topology.ts';

/** How long a start waits for links, in milliseconds: a leaf that was refused dials again after one second. */
export const linkPatience = 3000;

type StateOf<T> = (name: string) => T | undefined;

/** Whether each link that a running server dials to another is up, or another that does as well. */
export const allLinked = (
  topology: Topology,
  serverState: StateOf<ServerState>,
  linkState: StateOf<LinkState>,
): boolean => notLinked(topology, serverState, linkState).length === 0;

/** The links between servers that run that are not up, and in the place of which none is that does as well. */
export function notLinked(
  topology: Topology,
  serverState: StateOf<ServerState>,
  linkState: StateOf<LinkState>,
): LinkSpec[] {
  const runs = (server: string) => serverState(server)?.type === 'running';
  const isUp = ({ name }: LinkSpec) => linkState(name)?.type === 'up';
  return topology.links.filter((link) => {
    if (!runs(link.from) || !runs(link.to) || isUp(link)) return false;
    const enough = alternatives(topology, link);
    return enough.length > 0 && !enough.some(isUp);
  });
}

/**
 * The links of which one is enough: a remote connects to one of its URLs, and to one member of a cluster. None
 * for a leaf whose configuration does not dial that way, until a reader gives it another.
 */
export function alternatives({ servers, links }: Topology, link: LinkSpec): LinkSpec[] {
  if (link.kind !== 'leaf') return [link];
  const serverOf = (name: string) => servers.find((server) => server.name === name);
  const dialled = dialledBy(readConf(serverOf(link.from)?.config ?? ''));
  const remotesTo = (name: string) =>
    dialled
      .filter(({ kind, host }) => kind === 'leaf' && host === name)
      .map(({ url }) => url.block);
  const cluster = serverOf(link.to)?.cluster;
  const remotes = remotesTo(link.to);
  if (remotes.length === 0) return [];
  const does = ({ to }: LinkSpec) =>
    to === link.to ||
    (cluster !== undefined && serverOf(to)?.cluster === cluster) ||
    remotesTo(to).some((remote) => remotes.includes(remote));
  return links.filter((each) => each.kind === 'leaf' && each.from === link.from && does(each));
}
