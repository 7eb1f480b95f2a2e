import type { Monitor } from '../network/monitor-pages.ts';
import type { Refusal } from './refusals.ts';
import type { LinkSpec, Topology } from '../topology/topology.ts';
import { leafsOf } from '../monitoring/leafz.ts';

/**
 * The link at which something was refused. A server with several is asked which of them the
 * connection is on; it no longer knows of one that has ended.
 */
export async function linkOfRefusal(
  { server, connection }: Refusal,
  { links }: Topology,
  host: Monitor,
): Promise<LinkSpec | undefined> {
  const near = links.filter(
    ({ kind, from, to }) => kind === 'leaf' && (from === server || to === server),
  );
  if (near.length < 2) return near[0];
  const peer = (await leafsOf(host, server)).find(({ id }) => id === connection)?.name;
  return near.find(({ from, to }) => from === peer || to === peer);
}
