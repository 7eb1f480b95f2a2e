import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server as HttpServer,
} from 'node:http';
import { createServer, type Server } from 'node:net';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { freePort } from '../../src/hosts/local/ports.ts';
import { monitorOptions, monitorPages } from '../../src/hosts/local/monitoring.ts';
import { socketStream } from '../../src/hosts/local/socket-streams.ts';
import { errorText } from '../../src/lab/error-text.ts';
import type { ByteStream } from '../../src/lab/network/bytes.ts';
import type { MonitorPage } from '../../src/lab/network/monitor-pages.ts';

/** A port of 127.0.0.1 that leads to a server which has none itself. */
export interface Door {
  port: number;
  close(): void;
}

type Dial = () => Promise<ByteStream>;

/** Lets clients in over TCP. */
export async function tcpDoor(dial: Dial): Promise<Door> {
  const server = createServer((socket) => void joined(socketStream(socket), dial));
  return opened(server, () => {});
}

/** Lets clients in over WebSocket: programs, and pages of these origins. */
export async function webSocketDoor(dial: Dial, origins: readonly string[]): Promise<Door> {
  const http = createHttpServer((_, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({
    server: http,
    perMessageDeflate: false,
    verifyClient: ({ origin }: { origin?: string }) =>
      origin === undefined || origins.includes(origin),
  });
  sockets.on('error', () => {});
  sockets.on('connection', (socket) => {
    // A connection may fail more than once, and the stream listens to the first failure alone.
    socket.on('error', () => {});
    void joined(socketStream(createWebSocketStream(socket)), dial);
  });
  return opened(http, () => sockets.clients.forEach((socket) => socket.terminate()));
}

/** Answers the pages of a server's monitoring, as its own port for them would. */
export async function monitorDoor(
  ask: (page: MonitorPage, options: object) => Promise<object>,
): Promise<Door> {
  const answer = async ({ url = '/' }: IncomingMessage) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const page = monitorPages.find((each) => pathname === `/${each}`);
    if (!page) {
      const all = monitorPages.map((each) => `/${each}`).join(', ');
      return { status: 404, text: `There is no page ${pathname} here. There are: ${all}` };
    }
    try {
      const told = await ask(page, monitorOptions(page, searchParams));
      const { status_code: status = 200 } = told as { status_code?: number };
      return { status, text: JSON.stringify(told, null, 2), type: 'application/json' };
    } catch (error) {
      return { status: 503, text: errorText(error) };
    }
  };
  const server = createHttpServer((request, response) => {
    void answer(request).then(({ status, text, type = 'text/plain' }) =>
      response
        .writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' })
        .end(`${text}\n`),
    );
  });
  return opened(server, () => server.closeAllConnections());
}

async function opened(server: Server | HttpServer, end: () => void): Promise<Door> {
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  // A connection that could not be accepted, such as one too many for this process, ends no server.
  server.on('error', () => {});
  return {
    port,
    close: () => {
      server.close();
      end();
    },
  };
}

/** Passes bytes both ways between a client and the server that it wants, until one of them ends. */
async function joined(client: ByteStream, dial: Dial): Promise<void> {
  let server: ByteStream;
  try {
    server = await dial();
  } catch {
    client.close();
    return;
  }
  await Promise.race([passed(client, server), passed(server, client)]);
  client.close();
  server.close();
}

async function passed(from: ByteStream, to: ByteStream): Promise<void> {
  for (;;) {
    const chunk = await from.read().catch(() => null);
    if (!chunk) return;
    try {
      await to.write(chunk);
    } catch {
      return;
    }
  }
}
