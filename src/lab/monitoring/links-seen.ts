import { leafsOf } from './leafz.ts';
import type { LinkSpec, Topology } from '../topology/topology.ts';
import type { LinkState, ServerState } from '../network/host.ts';
import { alternatives } from '../network/linked.ts';
import type { Monitor } from '../network/monitor-pages.ts';

/** How a link stands. `reserve`: its server has a connection to another of the URLs that it may dial for this one. */
export type LinkSeen = LinkState | { type: 'reserve' };

/**
 * How all links stand. Where the wire tells of none, since it is encrypted or carries WebSockets, the servers are asked.
 * @param serverState how a server stands, as it was told
 * @param linkState how a link stands, as its wire was told
 */
export async function linksSeen(
  host: Monitor,
  topology: Topology,
  serverState: (name: string) => ServerState | undefined,
  linkState: (name: string) => LinkState | undefined,
): Promise<Map<string, LinkSeen>> {
  const runs = (name: string) => serverState(name)?.type === 'running';
  const isMade = async ({ from, to }: LinkSpec) => {
    const { server_name: name } = await host.monitor(to, 'varz');
    return (await leafsOf(host, from, name)).length > 0;
  };
  const seen = new Map(
    await Promise.all(
      topology.links.map(async (link): Promise<[string, LinkSeen]> => {
        const told = linkState(link.name) ?? { type: 'down' };
        const isAsked =
          told.type === 'down' && link.kind === 'leaf' && runs(link.from) && runs(link.to);
        return [link.name, isAsked && (await isMade(link)) ? { type: 'up' } : told];
      }),
    ),
  );
  const isUp = ({ name }: LinkSpec) => seen.get(name)?.type === 'up';
  for (const link of topology.links)
    if (seen.get(link.name)?.type === 'down' && alternatives(topology, link).some(isUp))
      seen.set(link.name, { type: 'reserve' });
  return seen;
}
