import type { Refusal } from '../../lab/session/refusals.ts';
import type { Store } from '../../lab/session/store.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { Pairing } from '../../lab/wire/pairing.ts';
import type { WireLog } from '../../lab/wire/wire-log.ts';
import { messageClasses, type Filter } from './filter.ts';
import { extendRows, noRows, type Row, type Rows } from './rows.ts';

/** How long frames are gathered before they are shown, in milliseconds. */
const beat = 125;

/** The rows of the table, and how many frames crossed beside them. */
export interface FrameListState {
  filter: Filter;
  rows: readonly Row[];
  /** How many rows have come under this filter, with those that are gone from the front. */
  added: number;
  paused: boolean;
  /** While paused: how many rows would have come since. */
  newer: number;
  /** How many frames crossed since the log began. */
  crossed: number;
  /** How many of them the log no longer holds. */
  dropped: number;
}

/** The list as it stood when it was paused. */
interface Paused {
  rows: Rows;
  events: readonly WireEvent[];
  refusals: readonly Refusal[];
  /** How many live rows there were. */
  added: number;
  /** Whether it was not the reader who paused. */
  byItself: boolean;
}

/**
 * The frames of a lab as a table shows them: filtered as they come, told of a few times a second at
 * the most, and still while paused. It reads the wire while somebody listens.
 */
export class FrameList {
  readonly #wire: WireLog;
  readonly #refusals: Store<readonly Refusal[]>;
  readonly #listeners = new Set<() => void>();
  #filter = messageClasses;
  #live: Rows = noRows;
  #paused: Paused | undefined;
  #away = false;
  #seen = -1;
  #clears = 0;
  #pairing = new Pairing();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leave: (() => void)[] = [];
  #state: FrameListState;

  constructor(source: { wire: WireLog; refusals: Store<readonly Refusal[]> }) {
    this.#wire = source.wire;
    this.#refusals = source.refusals;
    this.#read();
    this.#state = this.#now();
  }

  readonly get = (): FrameListState => this.#state;

  /** Answers the function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#leave = [this.#wire, this.#refusals].map((each) => each.subscribe(this.#soon));
      this.#soon();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#leave.forEach((leave) => leave());
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  };

  /** Shows other frames: those that the log holds, or that it held when the list was paused. */
  setFilter(filter: Filter): void {
    this.#filter = filter;
    this.#read();
    this.#live = extendRows(
      noRows,
      this.#wire.since(-1),
      this.#wire.first,
      this.#refusals.get(),
      filter,
    );
    if (this.#paused) {
      const { events, refusals, byItself } = this.#paused;
      const last = events.at(-1)?.seq ?? -1;
      const newer = this.#live.rows.filter((row) => row.type === 'frame' && row.key > last).length;
      const rows = extendRows(noRows, events, -1, refusals, filter);
      this.#paused = { events, refusals, rows, added: this.#live.added - newer, byItself };
    }
    this.#tell();
  }

  /** Stands still, and counts on. */
  pause(): void {
    this.#read();
    this.#standStill(this.#live, false);
    this.#tell();
  }

  /** While the reader is away from the end, the list pauses before rows go from under their eyes. */
  setAway(away: boolean): void {
    this.#away = away;
    if (!away && this.#paused?.byItself) this.resume();
  }

  resume(): void {
    this.#paused = undefined;
    this.#read();
    this.#tell();
  }

  /** Forgets all that crossed and all that was refused. */
  clear(): void {
    this.#paused = undefined;
    this.#wire.clear();
    this.#refusals.set([]);
    this.#read();
    this.#tell();
  }

  /** The frame of that `seq`, if the log still holds it. */
  readonly find = (seq: number): WireEvent | undefined => this.#wire.find(seq);

  readonly requestOf = (seq: number): number | undefined => this.#pairing.requestOf(seq);

  readonly replyTo = (seq: number): number | undefined => this.#pairing.replyTo(seq);

  readonly #soon = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#read();
      this.#tell();
    }, beat);
  };

  /** Takes in what the wire and the log have told since the last reading. */
  #read(): void {
    const { first, clears } = this.#wire;
    if (clears !== this.#clears) {
      this.#clears = clears;
      this.#seen = -1;
      this.#live = noRows;
      this.#paused = undefined;
      this.#pairing = new Pairing();
    }
    const fresh = this.#wire.since(this.#seen);
    for (const event of fresh) this.#pairing.add(event);
    this.#seen = this.#wire.last;
    const was = this.#live;
    this.#live = extendRows(was, fresh, first, this.#refusals.get(), this.#filter);
    if (this.#away && !this.#paused && this.#live.gone > was.gone) this.#standStill(was, true);
  }

  #now(): FrameListState {
    const { rows, added } = this.#paused?.rows ?? this.#live;
    return {
      filter: this.#filter,
      rows,
      added,
      paused: this.#paused !== undefined,
      newer: this.#paused ? this.#live.added - this.#paused.added : 0,
      crossed: this.#wire.came,
      dropped: this.#wire.dropped,
    };
  }

  #standStill(rows: Rows, byItself: boolean): void {
    const { events } = this.#wire.snapshot();
    this.#paused = { rows, events, refusals: this.#refusals.get(), added: rows.added, byItself };
  }

  /** Tells the listeners how the list stands after a reading. */
  #tell(): void {
    this.#state = this.#now();
    for (const listener of this.#listeners) listener();
  }
}
