import type { LeafConnection, Monitor } from '../network/monitor-pages.ts';

/** The leaf connections of a server as it sees them, without what they want: all, or those with one other server. */
export const leafsOf = (host: Monitor, server: string, peer?: string): Promise<LeafConnection[]> =>
  listed(host, server, peer);

/** As `leafsOf`, with the subjects that the other side wants. A server has much more to say then. */
export const wantingLeafsOf = (
  host: Monitor,
  server: string,
  peer?: string,
): Promise<LeafConnection[]> => listed(host, server, peer, { subscriptions: true });

async function listed(host: Monitor, server: string, peer?: string, options?: object) {
  const { leafs } = await host.monitor(server, 'leafz', options);
  return (leafs ?? []).filter(({ name }) => peer === undefined || name === peer);
}
