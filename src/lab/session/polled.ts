import { Store } from './store.ts';

/**
 * A store that is refreshed only while it has subscribers. A refresh that fails leaves the value as it
 * is: the server asked is stopping or starting.
 */
export class Polled<T> {
  readonly #store: Store<T>;
  readonly #read: () => Promise<T>;
  readonly #every: number;
  #subscribers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param every milliseconds between two refreshes; all stores with the same period refresh at the same moment */
  constructor(initial: T, every: number, read: () => Promise<T>) {
    this.#store = new Store(initial);
    this.#read = read;
    this.#every = every;
  }

  readonly get = (): T => this.#store.get();

  readonly subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#store.subscribe(listener);
    if (this.#subscribers++ === 0) void this.#refresh();
    return () => {
      unsubscribe();
      if (--this.#subscribers === 0) clearTimeout(this.#timer);
    };
  };

  async #refresh(): Promise<void> {
    const value = await this.#read().catch(() => this.get());
    if (this.#subscribers === 0) return;
    this.#store.set(value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), untilNextBeat(this.#every));
  }
}

/**
 * Milliseconds until the next beat of a clock that all share, so that polls meet and can share their answers. A
 * beat that is less than half a period away is left out: a slow server gets its rest.
 */
function untilNextBeat(every: number): number {
  const left = every - (performance.now() % every);
  return left < every / 2 ? left + every : left;
}
