import { createBirpc } from 'birpc';
import type { HostConnection, OpenHost } from '../../lab/network/host.ts';
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
    const socket = await openSocket(address, signal);
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

/** Rejects with what to do, since a browser does not say why it could not connect. */
function openSocket(address: string, signal: AbortSignal): Promise<WebSocket> {
  const refused = new Error(
    `No host of servers answers at ${address.replace(/\?.*$/, '')}. Do your servers run, ` +
      `is this the address that they printed, and do they take pages of ${origin()}?`,
  );
  return new Promise((resolve, reject) => {
    let socket: WebSocket;
    try {
      socket = new WebSocket(address);
    } catch {
      reject(new Error(`${address} is no address of servers. It begins with ws://127.0.0.1:`));
      return;
    }
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('error', () => reject(refused), { once: true });
    signal.addEventListener('abort', () => socket.close(), { once: true });
  });
}

const origin = () => (globalThis.location as Location | undefined)?.origin ?? 'this program';
