import type { IncomingMessage } from 'node:http';
import type { Doorway } from '../../src/class/records.ts';
import { releaseFile } from '../../src/offline/release.ts';
import { serve } from '../../tools/lib/serve.mjs';
import { passOn } from './gate.ts';
import type { HubDialer } from './upstream.ts';

export interface SiteOptions {
  folder: string;
  host: string;
  port: number;
  tls?: { cert: string; key: string };
  /** The address by which others reach the site where it is not its own. */
  origin?: string;
  doorway: Doorway;
  hub: HubDialer;
}

/**
 * Serves the site, the doorway of the class, and the hub's WebSocket at one address. Only a page of this very address may
 * open one, and a native leaf.
 */
export const serveSite = ({ doorway, hub, origin, ...options }: SiteOptions) =>
  serve({
    ...options,
    made: {
      'class.json': () => JSON.stringify(doorway),
      // The next class has another site at this address: browsers are to keep nothing of it.
      [releaseFile]: () => 'null',
    },
    upgrade: (request, socket, head) =>
      passOn(
        hub,
        request,
        socket,
        head,
        (asked) => asked.headers.origin === origin || isOfHere(asked),
      ),
  });

function isOfHere({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
