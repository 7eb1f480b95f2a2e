import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { HubDialer, type Opened } from './upstream.ts';

/** Paths of the hub's WebSocket at an address of the class, and what they are below the hub's own. */
const paths = new Map([
  ['/class/hub', ''],
  ['/class/hub/leafnode', '/leafnode'],
]);

/** The headers that say where a WebSocket comes from: the hub is told by us alone. */
const ours = new Set(['x-forwarded-for', 'origin', 'host']);

const end = (socket: Duplex, status: string) =>
  void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);

/**
 * Hands a WebSocket on to the hub, byte for byte.
 * @param isWelcome says whether the page that opens it may
 */
export function passOn(
  hub: HubDialer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  isWelcome: (request: IncomingMessage) => boolean,
): void {
  const gone = new AbortController();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => gone.abort());
  const path = paths.get(request.url ?? '');
  if (path === undefined) return end(socket, '404 Not Found');
  if (!isWelcome(request)) return end(socket, '403 Forbidden');
  const headers = ['X-Forwarded-For', request.socket.remoteAddress ?? ''];
  for (let at = 0; at < request.rawHeaders.length; at += 2)
    if (!ours.has(request.rawHeaders[at]!.toLowerCase()))
      headers.push(request.rawHeaders[at]!, request.rawHeaders[at + 1]!);
  hub.open(path, headers, gone.signal).then(
    (opened) => join(opened, socket, head),
    () => end(socket, '502 Bad Gateway'),
  );
}

function join(opened: Opened, page: Duplex, sent: Buffer): void {
  const { response, socket: hub, head } = opened;
  hub.on('error', () => page.destroy());
  hub.on('close', () => page.destroy());
  page.on('close', () => hub.destroy());
  if (page.destroyed) return void hub.destroy();
  const lines = [`HTTP/1.1 ${response.statusCode} ${response.statusMessage}`];
  for (let at = 0; at < response.rawHeaders.length; at += 2)
    lines.push(`${response.rawHeaders[at]}: ${response.rawHeaders[at + 1]}`);
  page.write(`${lines.join('\r\n')}\r\n\r\n`);
  page.write(head);
  hub.write(sent);
  page.pipe(hub).pipe(page);
}

/** An address of this machine that leads to a hub elsewhere. */
export interface Gate {
  /** A `ws://` URL of this machine: for clients of this process, and leaves with `/leafnode` after it. */
  url: string;
  close: () => void;
}

/** Opens an address of this machine for a hub elsewhere, so that this process knows of one way to it. */
export async function openGate(hub: HubDialer): Promise<Gate> {
  const sockets = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    passOn(hub, request, socket, head, ({ headers }) => headers.origin === undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/class/hub`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
