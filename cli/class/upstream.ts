import { request as askPlain, type IncomingMessage } from 'node:http';
import { request as askSecure } from 'node:https';
import type { Duplex } from 'node:stream';
import { errorText } from '../../src/lab/error-text.ts';

/** Where the WebSocket of a hub is. */
export interface Upstream {
  /** Each leads to the same hub. */
  urls: readonly string[];
  /** Certificates of who signs those of the hub, where no public authority does. */
  ca?: string;
}

/** A WebSocket that the hub has opened, and the answer by which it has. */
export interface Opened {
  response: IncomingMessage;
  socket: Duplex;
  head: Buffer;
}

/** How long an address has until its WebSocket is open, in milliseconds. */
const patience = 5000;
/** How long an address that has failed is tried last, in milliseconds. */
const shunned = 10_000;

/** Opens WebSockets at a hub: one after the other at its next address, and at another where that one fails. */
export class HubDialer {
  readonly #upstream: Upstream;
  readonly #failed = new Map<string, number>();
  #turn = 0;

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /**
   * @param path below the address: `` or `/leafnode`
   * @param headers of the request, but `Host`, each after its name
   * @param signal of whoever waits for it
   * @throws Error that says of each address why it failed
   */
  async open(path: string, headers: readonly string[], signal?: AbortSignal): Promise<Opened> {
    const reasons: string[] = [];
    for (const url of this.#order()) {
      try {
        const opened = await this.#openAt(url, path, headers, signal);
        this.#failed.delete(url);
        return opened;
      } catch (error) {
        if (signal?.aborted) throw error;
        this.#failed.set(url, Date.now());
        reasons.push(`${url}: ${errorText(error)}`);
      }
    }
    throw new Error(reasons.join('; '));
  }

  #order(): string[] {
    const { urls } = this.#upstream;
    const from = this.#turn++ % urls.length;
    const fails = (url: string) =>
      Date.now() - (this.#failed.get(url) ?? -Infinity) < shunned ? 1 : 0;
    return [...urls.slice(from), ...urls.slice(0, from)].sort((a, b) => fails(a) - fails(b));
  }

  #openAt(
    address: string,
    path: string,
    headers: readonly string[],
    signal?: AbortSignal,
  ): Promise<Opened> {
    const { protocol, host, hostname, port, pathname } = new URL(address);
    const isSecure = protocol === 'wss:';
    const { ca } = this.#upstream;
    return new Promise((resolve, reject) => {
      const asked = (isSecure ? askSecure : askPlain)({
        host: hostname.replace(/^\[|\]$/g, ''),
        port: port || (isSecure ? 443 : 80),
        path: pathname.replace(/\/$/, '') + path || '/',
        headers: ['Host', host, ...headers],
        // Each is a connection of its own.
        agent: false,
        timeout: patience,
        ...(signal && { signal }),
        ...(ca !== undefined && { ca }),
      });
      asked.once('timeout', () => asked.destroy(new Error('no answer')));
      asked.once('error', reject);
      asked.once('response', (response) => {
        response.destroy();
        reject(new Error(`it answers ${response.statusCode}, and opens no WebSocket`));
      });
      asked.once('upgrade', (response, socket, head) => {
        socket.setTimeout(0);
        resolve({ response, socket, head });
      });
      asked.end();
    });
  }
}
