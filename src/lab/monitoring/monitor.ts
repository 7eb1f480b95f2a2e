import type { LabHost } from '../network/host.ts';

/** What a check asks servers through. */
export type Monitor = Pick<LabHost, 'monitor'>;

/** A leaf connection as one of its servers tells of it; see `LeafInfo` of nats-server. */
export interface LeafConnection {
  /** What the server that was asked calls it in its log, as in `lid:5`. */
  id: number;
  /** The server at the other end. */
  name: string;
  /** The account that it is bound to on the server that was asked. */
  account: string;
  /** The round-trip time that it last measured, such as `1.234ms`. */
  rtt?: string;
  subscriptions_list?: string[];
}

/** The leaf connections of a server as it sees them: all, or those with one other server. */
export async function leafsOf(
  host: Monitor,
  server: string,
  peer?: string,
): Promise<LeafConnection[]> {
  const { leafs } = (await host.monitor(server, 'leafz', { subscriptions: true })) as {
    leafs?: LeafConnection[] | null;
  };
  return (leafs ?? []).filter(({ name }) => peer === undefined || name === peer);
}
