import { createServer, type Server } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections, so that a port without a listener stays
 * free.
 */
const [lowest, highest] = [20_000, 32_000];
/**
 * How many ports a process claims at once. The first of them is held open as the claim: no other process then gives
 * out the rest, neither between the look at a port and the server that listens there, nor while that server is stopped.
 */
const claimed = 100;
/** How many claims a process holds at most; the oldest is given back. */
const mostClaims = 5;
const claims: Server[] = [];
let ports: AsyncGenerator<number> | undefined;

/** Answers a free port of 127.0.0.1 that this process has not given out for a while, and no other process will. */
export async function freePort(): Promise<number> {
  ports ??= freePorts();
  const { value } = (await ports.next()) as IteratorYieldResult<number>;
  return value;
}

async function* freePorts(): AsyncGenerator<number, never> {
  const blocks = (highest - lowest) / claimed;
  for (let block = process.pid; ; block++) {
    const first = lowest + (block % blocks) * claimed;
    const claim = await listening(first);
    if (!claim) continue;
    claims.push(claim.unref());
    if (claims.length > mostClaims) claims.shift()?.close();
    for (let port = first + 1; port < first + claimed; port++) if (await isFree(port)) yield port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = await listening(port);
  if (!server) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}

function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(undefined))
      .listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** The ports of 127.0.0.1 that stand for those of one server. */
export class PortMap {
  readonly #here = new Map<number, Promise<number>>();
  readonly #there = new Map<number, number>();

  /** Answers the port that stands for one of the server's, always the same. */
  async here(port: number): Promise<number> {
    let found = this.#here.get(port);
    if (!found) {
      found = freePort();
      this.#here.set(port, found);
    }
    const here = await found;
    this.#there.set(here, port);
    return here;
  }

  /** The port that stands for one of the server's, if it has been asked for. */
  known(port: number): number | undefined {
    for (const [here, there] of this.#there) if (there === port) return here;
    return undefined;
  }

  /** Puts the server's own ports back into what it says. */
  unmap(words: string): string {
    return words.replace(/\b\d{5}\b/g, (digits) => {
      const there = this.#there.get(Number(digits));
      // Leave digits that are no port of the configuration as they are.
      return there && there > 0 ? String(there) : digits;
    });
  }
}
