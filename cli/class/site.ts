import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Doorway } from '../../src/class/records.ts';
import { serve } from '../../tools/lib/serve.mjs';

/** Paths of the hub's WebSocket at the address of the site, and what they are at the hub. */
const paths = new Map([
  ['/class/hub', '/'],
  ['/class/hub/leafnode', '/leafnode'],
]);

export interface SiteOptions {
  folder: string;
  host: string;
  port: number;
  tls?: { cert: string; key: string };
  /** The address by which others reach the site where it is not its own. */
  origin?: string;
  doorway: Doorway;
  /** The port of the hub's WebSocket at this machine. */
  websocket: number;
}

/** Serves the site, the doorway of the class, and the hub's WebSocket at one address. */
export const serveSite = ({ doorway, websocket, origin, ...options }: SiteOptions) =>
  serve({
    ...options,
    made: { 'class.json': () => JSON.stringify(doorway) },
    upgrade: (request, socket, head) => passOn(request, socket, head, websocket, origin),
  });

/** The headers that say where a WebSocket comes from: the hub is told by us alone. */
const ours = new Set(['x-forwarded-for', 'origin', 'host']);

/** Hands a WebSocket on to the hub, byte for byte. Only a page of this very address may open one, and a native leaf. */
function passOn(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  port: number,
  others?: string,
): void {
  socket.on('error', () => socket.destroy());
  const path = paths.get(request.url ?? '');
  if (path === undefined)
    return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  if (request.headers.origin !== others && !isOfHere(request))
    return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  const headers = [`Host: 127.0.0.1:${port}`, `X-Forwarded-For: ${request.socket.remoteAddress}`];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at]!;
    if (!ours.has(name.toLowerCase())) headers.push(`${name}: ${request.rawHeaders[at + 1]}`);
  }
  const hub = connect(port, '127.0.0.1', () => {
    hub.write(`GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    hub.write(head);
    socket.pipe(hub).pipe(socket);
  });
  hub.on('error', () => socket.destroy());
  hub.on('close', () => socket.destroy());
  socket.on('close', () => hub.destroy());
}

function isOfHere({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
