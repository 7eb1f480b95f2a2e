import { connect, credsAuthenticator, type ConnectionOptions, type NatsConnection } from 'nats.ws';
import type { ClientEndpoint } from '../lab/network/host.ts';
import type { Login } from '../lab/topology/topology.ts';
import { portSocket } from './port-socket.ts';

// The site's NATS client: only src/nats imports nats.ws.
export type { NatsConnection } from 'nats.ws';

/** nats.ws 1.30.3 has this option but not in its public types. */
interface SocketFactory {
  wsFactory: () => Promise<{ socket: WebSocket; encrypted: boolean }>;
}

/**
 * Connects to a server of a lab, and reconnects for as long as the caller keeps the connection.
 * @param open answers a new endpoint for each attempt
 * @param name shown as the client's name in the server's monitoring
 * @param login anonymous without
 * @param inboxPrefix the prefix of the subjects on which answers arrive; `_INBOX` without
 * @throws NatsError if the server does not take the connection
 */
export function connectTo(
  open: () => ClientEndpoint,
  name: string,
  login?: Login,
  inboxPrefix?: string,
): Promise<NatsConnection> {
  const options = optionsOf(name, login, inboxPrefix);
  const endpoint = open();
  if (endpoint.type === 'url') return connect({ ...options, servers: endpoint.url });

  let first: MessagePort | undefined = endpoint.port;
  const wsFactory = () => {
    const next = first ? { type: 'port' as const, port: first } : open();
    first = undefined;
    if (next.type === 'url') throw new Error('a host does not change the way it is reached');
    return Promise.resolve({ socket: portSocket(next.port), encrypted: false });
  };
  // The URL is never dialled; nats.ws wants one to name the server by.
  const factory: SocketFactory = { wsFactory };
  return connect({ ...options, ...factory, servers: `ws://${name}` });
}

/**
 * Connects to a hub over a network that may go silent without an end: it is asked every few seconds whether it is there.
 * @throws NatsError if the hub does not take the connection
 */
export const connectFar = (
  url: string,
  name: string,
  login: Login,
  inboxPrefix: string,
): Promise<NatsConnection> =>
  connect({
    ...optionsOf(name, login, inboxPrefix),
    servers: url,
    pingInterval: 5000,
    maxPingOut: 2,
    // A room that has lost its hub does not dial in step when it is back.
    reconnectTimeWait: 1000,
    reconnectJitter: 1000,
  });

const optionsOf = (
  name: string,
  login: Login | undefined,
  inboxPrefix: string | undefined,
): ConnectionOptions => ({
  name,
  ...proof(login),
  ...(inboxPrefix !== undefined && { inboxPrefix }),
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  timeout: patienceFor(login),
  // A lab's servers tell of addresses that only they can reach.
  ignoreClusterUpdates: true,
});

/**
 * How long a server has from its INFO to its first PONG, in milliseconds: one that goes in between is not missed by
 * nats.ws before. In operator mode it may have to ask other servers for the account, and waits seconds for them.
 */
const patienceFor = (login: Login | undefined) => (login && 'creds' in login ? 10_000 : 3000);

/** How a client proves who it is. */
function proof(
  login: Login | undefined,
): Pick<ConnectionOptions, 'user' | 'pass' | 'authenticator'> {
  if (!login || !('creds' in login)) return { ...login };
  return { authenticator: credsAuthenticator(new TextEncoder().encode(login.creds)) };
}
