import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site behind a server that counts what it sends. */
export interface CountedSite {
  url: string;
  /** Answers the bytes of bodies by path, as they were sent since this was last asked: packed, where they are. */
  take: () => Map<string, number>;
  close: () => Promise<void>;
}

/** Puts a counting server in front of a site. */
export async function countedSite(site: string): Promise<CountedSite> {
  let sent = new Map<string, number>();
  const server = createServer((asked, answer) => {
    const { url: path = '/', method, headers } = asked;
    const onward = request(new URL(path, site), { method, headers }, (response) => {
      answer.writeHead(response.statusCode!, response.headers);
      response.on('data', ({ length }: Buffer) => sent.set(path, (sent.get(path) ?? 0) + length));
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    onward.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    take: () => {
      const taken = sent;
      sent = new Map();
      return taken;
    },
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
