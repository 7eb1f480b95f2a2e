import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBirpc } from 'birpc';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  callsOf,
  type LabHost,
  type LabHostEvents,
  type LinkState,
  type ServerState,
} from '../../lab/network/host.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { fromBytes, toBytes } from './codec.ts';
import { channelEventNames, type ChannelCalls, type ChannelEvents } from './channel-protocol.ts';

export interface ChannelOptions {
  topology: Topology;
  /** The origins of the pages that may join, such as `http://localhost:3000`. */
  origins: readonly string[];
  /** The network of that topology. It may be made after the channel, which it tells its events. */
  host: () => LabHost;
  /** The configuration of a server that runs. */
  configOf: (server: string) => string | undefined;
  /** Answers the address for clients of a server that has been started: a `ws://` URL. */
  clientUrl: (server: string) => string | undefined;
}

/** A control channel that pages can join. */
export interface Channel {
  /** The address that a page needs to join, with the token in it. */
  address: string;
  /** To be told what the network tells. */
  events: LabHostEvents;
  /** Ends all pages' connections and listens no more. */
  close(): Promise<void>;
}

/** The largest message of a page, in bytes: a configuration or a file. Unpacked, it may take 150 times as much. */
const largestMessage = 1 << 20;
/** How much may wait for a page that does not read, in bytes, before the page is left. */
const room = 64 << 20;

/**
 * Lets pages use the servers of a network, over a WebSocket on a port of 127.0.0.1. A page must come
 * from one of the origins, and know the token. Pages share the network itself: a change that one makes,
 * all see.
 */
export async function serveChannel(options: ChannelOptions): Promise<Channel> {
  const token = randomBytes(24).toString('base64url');
  const servers = new Map<string, ServerState>();
  const links = new Map<string, LinkState>();
  const pages = new Map<WebSocket, ChannelEvents>();

  const http = createServer((_, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  // A connection that could not be accepted, such as one too many for this process, ends no server.
  http.on('error', () => {});
  http.on('upgrade', (request, socket, head) => {
    // First of all: a sender may be gone before it is answered, and nothing else listens to this socket then.
    socket.on('error', () => socket.destroy());
    const refused = refusal(request, options.origins, token);
    if (refused) {
      socket.once('finish', () => socket.destroy());
      socket.end(`HTTP/1.1 ${refused}\r\nConnection: close\r\n\r\n`);
    } else sockets.handleUpgrade(request, socket, head, serve);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');

  function serve(socket: WebSocket): void {
    const join: ChannelCalls['join'] = async (name) => {
      const { topology, configOf, clientUrl } = options;
      if (name !== topology.name) {
        throw new Error(
          `Your servers run ${topology.name}, and this page is about ${name}. ` +
            `Stop them with quit, then: npm run servers -- ${name}`,
        );
      }
      const page: ChannelEvents = rpc;
      pages.set(socket, page);
      for (const [server, state] of servers) page.onServer(server, state);
      for (const [link, state] of links) page.onLink(link, state);
      return { configs: byServer(topology, configOf), clients: byServer(topology, clientUrl) };
    };
    const rpc = createBirpc<ChannelEvents, ChannelCalls>(
      { ...callsOf(options.host), join },
      {
        post: (data: Uint8Array) => {
          if (socket.bufferedAmount > room) socket.terminate();
          else socket.send(data, () => {}); // a failure is told by the socket's own events
        },
        on: (receive) => socket.on('message', receive),
        eventNames: channelEventNames,
        serialize: toBytes,
        deserialize: fromBytes,
        // Ignore bytes that are no message, and answers to a page that has left.
        onGeneralError: () => true,
        timeout: -1,
      },
    );
    socket.on('close', () => pages.delete(socket));
    socket.on('error', () => socket.terminate());
  }

  const each = (tell: (page: ChannelEvents) => void) => pages.forEach((page) => tell(page));
  return {
    address: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/?token=${token}`,
    events: {
      onServer: (name, state) => {
        servers.set(name, state);
        const url = state.type === 'running' ? options.clientUrl(name) : undefined;
        if (url !== undefined) each((page) => page.onClient(name, url));
        each((page) => page.onServer(name, state));
      },
      onLink: (name, state) => {
        links.set(name, state);
        each((page) => page.onLink(name, state));
      },
      onLog: (lines) => each((page) => page.onLog(lines)),
      onWire: (events) => each((page) => page.onWire(events)),
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.close();
      await once(http, 'close');
    },
  };
}

/** Looks up a value for each server; servers without one are left out. */
function byServer(
  { servers }: Topology,
  know: (server: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    servers.flatMap(({ name }) => {
      const known = know(name);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}

/** The status line for who may not connect. */
function refusal(
  { headers, url = '' }: IncomingMessage,
  origins: readonly string[],
  token: string,
): string | undefined {
  if (!origins.includes(headers.origin ?? '')) return '403 Forbidden';
  const path = `ws://127.0.0.1${url}`;
  if (!url.startsWith('/') || !URL.canParse(path)) return '400 Bad Request';
  const given = Buffer.from(new URL(path).searchParams.get('token') ?? '');
  const known = Buffer.from(token);
  const same = given.length === known.length && timingSafeEqual(given, known);
  return same ? undefined : '401 Unauthorized';
}
