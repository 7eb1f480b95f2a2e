import type { LabHost, LabHostEvents } from '../../lab/network/host.ts';

/** What a page asks of servers that run outside it, over birpc. */
export interface ChannelCalls extends LabHost {
  /**
   * Joins the topology that runs. Its servers' and links' states are told at once, then each change.
   * @param topology the name of the page's; rejects if another one runs
   */
  join(topology: string): Promise<Joined>;
}

/** What a page is told of the servers that it has joined. */
export interface Joined {
  /** The configurations of those that run. */
  configs: Record<string, string>;
  /** Where clients connect, as `ws://` URLs; a server that has never run is not among them. */
  clients: Record<string, string>;
}

/** What servers outside a page tell it, over birpc. */
export interface ChannelEvents extends LabHostEvents {
  /** Where clients connect to a server that has started. Told before its state. */
  onClient(server: string, url: string): void;
}

export const channelEventNames: (keyof ChannelEvents)[] = [
  'onServer',
  'onClient',
  'onLink',
  'onLog',
  'onWire',
];
