import { createBirpc } from 'birpc';
import type { HostConnection, OpenHost } from '../../lab/network/host.ts';
import { openWebSocket } from '../../lab/network/open-web-socket.ts';
import { fromBytes, toBytes } from './codec.ts';
import type { ChannelCalls, ChannelEvents } from './channel-protocol.ts';

/**
 * Joins the servers that `npm run servers` runs, at the address that it prints. They are their
 * owner's: closing leaves them running.
 */
export const channelHost =
  (address: string): OpenHost =>
  async (topology, events, progress, signal) => {
    progress({ type: 'starting' });
    const ask = (words: string) => progress({ type: 'asking', words });
    const socket = await openSocket(address, ask, signal);
    progress({ type: 'starting' });
    const clients = new Map<string, string>();
    const rpc = createBirpc<ChannelCalls, ChannelEvents>(
      { ...events, onClient: (server, url) => clients.set(server, url) },
      {
        post: (data: Uint8Array<ArrayBuffer>) => socket.send(data),
        on: (receive) => socket.addEventListener('message', ({ data }) => receive(data)),
        serialize: toBytes,
        deserialize: fromBytes,
        timeout: -1,
      },
    );
    let closed = false;
    const close = () => {
      closed = true;
      socket.close();
      if (!rpc.$closed) rpc.$close(new Error('the page has left the servers'));
    };
    socket.addEventListener('close', () => {
      if (closed) return;
      close();
      events.onEnd(
        'The connection to your servers ended. If they still run, they have lost nothing.',
      );
    });
    signal.addEventListener('abort', close, { once: true });

    try {
      const joined = await rpc.join(topology.name);
      for (const [server, url] of Object.entries(joined.clients)) clients.set(server, url);
      const connection: HostConnection = {
        host: rpc,
        openClient: (server) => {
          const url = clients.get(server);
          if (!url)
            throw new Error(`${server} has not been started, so that no client reaches it.`);
          return { type: 'url', url };
        },
        found: joined.configs,
        close,
      };
      return connection;
    } catch (error) {
      close();
      throw error;
    }
  };

async function openSocket(
  address: string,
  onWait: (words: string) => void,
  signal: AbortSignal,
): Promise<WebSocket> {
  // A browser would take any other text for a path of this site.
  if (!/^wss?:/i.test(address) || !URL.canParse(address)) {
    throw new Error(
      `${address ? `${address} is no address of servers.` : 'Give the address that npm run servers has printed.'} It begins with ws://127.0.0.1:`,
    );
  }
  const refused =
    `No host of servers answers at ${address.replace(/\?.*$/, '')}. Do your servers run, ` +
    `is this the address that they printed, and do they take pages of ${origin()}?`;
  const socket = await openWebSocket(address, refused, { onWait, signal });
  socket.binaryType = 'arraybuffer';
  return socket;
}

const origin = () => (globalThis.location as Location | undefined)?.origin ?? 'this program';
