import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** A site that forbids to cache, and notes who asks for its server module. */
export interface VisitedSite {
  url: string;
  /** The `Range` of each request for the module; empty for all of it. */
  asked: string[];
  /** Has the line break in the middle of the next answer. */
  breakNext: () => void;
  /** Has nothing come after the middle of the next answer. */
  stallNext: () => void;
  close: () => void;
}

/** Serves a folder on 127.0.0.1. Each site is an origin of its own, for which a browser has kept nothing yet. */
export async function visitedSite(folder: string): Promise<VisitedSite> {
  const asked: string[] = [];
  let atHalf: 'break' | 'stall' | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url!, 'http://127.0.0.1');
      const path = pathname === '/' ? '/index.html' : pathname;
      const bytes = await readFile(join(folder, path));
      const { range = '' } = request.headers;
      const from = Number(/\d+/.exec(range)?.[0] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, {
        'cache-control': 'no-store',
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-length': bytes.length - from,
        ...(from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
        etag: '"one"',
      });
      if (!path.includes('nats-server.wasm')) return response.end(bytes);
      asked.push(range);
      const does = atHalf;
      atHalf = undefined;
      if (!does) return response.end(bytes.subarray(from));
      response.write(bytes.subarray(from, bytes.length / 2), () => {
        if (does === 'break') request.socket.end();
      });
    })().catch(() => response.writeHead(404).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    breakNext: () => (atHalf = 'break'),
    stallNext: () => (atHalf = 'stall'),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
