import type { LabHost, LabHostEvents } from '../../lab/network/host.ts';

/** The calls of a page to servers that run outside it, over birpc. */
export interface ChannelCalls extends LabHost {
  /**
   * Joins the topology that runs. Its servers' and links' states are told at once, then each change.
   * @param topology the name of the page's; rejects if another one runs
   */
  join(topology: string): Promise<Joined>;
}

/** The servers that a page has joined. */
export interface Joined {
  /** The configurations of those that run. */
  configs: Record<string, string>;
  /** The addresses for clients, as `ws://` URLs; a server that has never run is left out. */
  clients: Record<string, string>;
}

/** The events that servers outside a page send to it, over birpc. */
export interface ChannelEvents extends LabHostEvents {
  /** Tells the address for clients of a server that has started, before the server's state. */
  onClient(server: string, url: string): void;
}

export const channelEventNames: (keyof ChannelEvents)[] = [
  'onServer',
  'onClient',
  'onLink',
  'onLog',
  'onWire',
];
