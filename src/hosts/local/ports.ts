import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections, so that a port without a listener stays
 * free.
 */
const [lowest, highest] = [20_000, 32_000];
/**
 * How far apart processes begin that were started one after the other. Between the look at a port and the server that
 * listens there, another process must not choose the same one.
 */
const apart = 397;
let next = process.pid * apart;

/** Answers a free port of 127.0.0.1, and never the same one twice before all have had their turn. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + (next++ % (highest - lowest));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
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
