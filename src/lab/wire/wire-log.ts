import type { WireEvent } from './event.ts';

/** The log at one moment. */
export interface WireLogSnapshot {
  /** The newest events, the oldest of them first. */
  events: readonly WireEvent[];
  /** How many older events are gone. */
  dropped: number;
}

const emptyLog: WireLogSnapshot = { events: [], dropped: 0 };

/** About what an event takes in memory beside its line and its bytes. */
const eventSize = 300;

/** The newest events of a lab's links, for `useSyncExternalStore`. Bounded by number and by size. */
export class WireLog {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  /** A ring: `#count` events from `#first` on. */
  readonly #ring: (WireEvent | undefined)[] = [];
  #first = 0;
  #count = 0;
  #size = 0;
  #dropped = 0;
  #clears = 0;
  #snapshot: WireLogSnapshot | undefined = emptyLog;
  readonly #listeners = new Set<() => void>();

  /** @param maxBytes about how much memory the events may take. */
  constructor({ maxEvents = 5000, maxBytes = 16 * 1024 * 1024 } = {}) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  /** Adds events, in order, and tells the listeners once. */
  push(events: readonly WireEvent[]): void {
    if (events.length === 0) return;
    for (const event of events) this.#add(event);
    this.#changed();
  }

  /** Forgets all, and how many they were. */
  clear(): void {
    if (this.#snapshot === emptyLog) return;
    this.#ring.length = 0;
    this.#first = this.#count = this.#size = this.#dropped = 0;
    this.#clears++;
    this.#changed(emptyLog);
  }

  /** The log as it is: the same object until it changes. */
  readonly snapshot = (): WireLogSnapshot => {
    this.#snapshot ??= {
      events: Array.from({ length: this.#count }, (_, i) => this.#ring[this.#at(i)]!),
      dropped: this.#dropped,
    };
    return this.#snapshot;
  };

  /** The `seq` of the newest event; -1 before the first. */
  get last(): number {
    return this.#count ? this.#ring[this.#at(this.#count - 1)]!.seq : -1;
  }

  /** The `seq` of the oldest event that the log holds; -1 while it holds none. */
  get first(): number {
    return this.#count ? this.#ring[this.#first]!.seq : -1;
  }

  /** How many events have come, with those that are gone. */
  get came(): number {
    return this.#count + this.#dropped;
  }

  /** How many older events are gone. */
  get dropped(): number {
    return this.#dropped;
  }

  /** How often the log has been cleared: a reader of `since` then begins again. */
  get clears(): number {
    return this.#clears;
  }

  /** The event of that `seq`, if the log still holds it. */
  find(seq: number): WireEvent | undefined {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ring[this.#at(middle)]!.seq < seq) low = middle + 1;
      else high = middle;
    }
    const found = low < this.#count ? this.#ring[this.#at(low)] : undefined;
    return found?.seq === seq ? found : undefined;
  }

  /** The events that the log holds of those after `seq`, the oldest first. */
  since(seq: number): WireEvent[] {
    const events: WireEvent[] = [];
    for (let i = this.#count - 1; i >= 0; i--) {
      const event = this.#ring[this.#at(i)]!;
      if (event.seq <= seq) break;
      events.push(event);
    }
    return events.reverse();
  }

  /** Answers the function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #at(i: number): number {
    return (this.#first + i) % this.#maxEvents;
  }

  #add(event: WireEvent): void {
    if (this.#count === this.#maxEvents) this.#drop();
    this.#ring[this.#at(this.#count)] = event;
    this.#count++;
    this.#size += sizeOf(event);
    // The newest stays, whatever its size.
    while (this.#size > this.#maxBytes && this.#count > 1) this.#drop();
  }

  #drop(): void {
    this.#size -= sizeOf(this.#ring[this.#first]!);
    this.#ring[this.#first] = undefined;
    this.#first = this.#at(1);
    this.#count--;
    this.#dropped++;
  }

  #changed(snapshot?: WireLogSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function sizeOf({ line, headers, payload }: WireEvent): number {
  return eventSize + line.length + (headers?.length ?? 0) + (payload?.length ?? 0);
}
