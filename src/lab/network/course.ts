import type { LinkWeather } from './host.ts';

/** How much may be under way on one lane before its sender waits, in bytes. */
const room = 1 << 20;

/** The conditions between the two ends of a link: how long bytes take, and whether they get through. */
export class Course {
  weather: LinkWeather = {};
  #open: Promise<void> | undefined;
  #release: () => void = () => {};

  /** Holds all bytes back until they are released. */
  hold(): void {
    if (this.#open) return;
    this.#open = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** Resolves when what is sent arrives: at once, unless it is held. */
  async released(): Promise<void> {
    while (this.#open) await this.#open;
  }

  /** Lets what was held back arrive. */
  release(): void {
    this.#release();
    this.#open = undefined;
  }

  /** Opens one direction of one connection. Chunks arrive in order, each whole. */
  lane(arrive: (chunk: Uint8Array) => Promise<void>): Lane {
    let last: Promise<void> = Promise.resolve();
    /** The chunk that met no conditions, as most do. */
    let direct: Promise<void> | undefined;
    /** When the chunk before will have arrived, and when the line will be free; `performance.now()`. */
    let arrival = 0;
    let free = 0;
    let underWay = 0;
    let failed: unknown;

    const take = async (chunk: Uint8Array, due: number) => {
      const wait = due - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await this.released();
      await arrive(chunk);
    };

    return {
      send: async (chunk) => {
        const { delay = 0, jitter = 0, bandwidth = 0 } = this.weather;
        if (failed) throw failed as Error;
        if (!delay && !jitter && !bandwidth && !this.#open && underWay === 0)
          return (direct = arrive(chunk));
        const now = performance.now();
        free = Math.max(free, now) + (bandwidth ? (chunk.length / bandwidth) * 1000 : 0);
        arrival = Math.max(arrival, free + delay + (Math.random() * 2 - 1) * jitter);
        underWay += chunk.length;
        const due = arrival;
        last = last
          .then(() => take(chunk, due))
          .then(
            () => {
              underWay -= chunk.length;
            },
            (error: unknown) => {
              failed = error;
            },
          );
        if (underWay > room) await last;
      },
      drained: async () => {
        await direct?.catch(() => {});
        await last;
      },
    };
  }
}

export interface Lane {
  /** Resolves when there is room for more; rejects once a chunk could not be delivered. */
  send: (chunk: Uint8Array) => Promise<void>;
  /** Resolves when all that was sent has arrived, or failed to. */
  drained: () => Promise<void>;
}
