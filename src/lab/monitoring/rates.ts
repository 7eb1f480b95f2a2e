/** A reading of everything at one moment: counters that only grow, or figures that stand for themselves. */
export interface Reading {
  /** Milliseconds, on any clock that only goes forward. */
  at: number;
  values: ReadonlyMap<string, number>;
}

/** One figure over time. */
export interface Series {
  key: string;
  /** Its place in the order in which series appeared: it keeps its colour and its dashes. */
  index: number;
  /** By reading, as the times of the book; null where the value is unknown. */
  values: readonly (number | null)[];
  /** The greatest value since the book was opened. */
  peak: number;
  /** For a counter: all that it has counted, resets included. */
  total: number;
}

export interface BookSnapshot {
  /** When the readings were taken, the oldest first. */
  times: readonly number[];
  series: readonly Series[];
}

/**
 * The longest time between two readings that make a rate, in milliseconds. More is a gap, in which
 * readings had stopped.
 */
const lookedAway = 3500;

/** Answers the growth of a counter. A counter that has gone back was reset to 0 in between. */
export const grown = (before: number, now: number): number => (now < before ? now : now - before);

/**
 * The readings of the last minute. As `counter` its values are what grew, a second; as `gauge` they are
 * what was read.
 */
export class RateBook {
  readonly #kind: 'counter' | 'gauge';
  readonly #span: number;
  #times: number[] = [];
  readonly #series = new Map<string, Kept>();

  /** @param span milliseconds that are kept */
  constructor(kind: 'counter' | 'gauge', span = 60_000) {
    this.#kind = kind;
    this.#span = span;
  }

  /** Adds a reading. A counter that comes after the first reading began at 0. */
  add({ at, values }: Reading): void {
    for (const key of values.keys()) this.#open(key);
    const kept = this.#times.findIndex((time) => time >= at - this.#span);
    const dropped = kept === -1 ? this.#times.length : kept;
    this.#times = [...this.#times.slice(dropped), at];
    for (const series of this.#series.values()) {
      const value = values.get(series.key);
      const shown = value === undefined ? null : this.#shown(series, at, value);
      series.values = [...series.values.slice(dropped), shown];
      series.peak = Math.max(series.peak, shown ?? 0);
    }
  }

  /** Answers the book, without series that are in none of the kept readings. A counter read once has no rate yet. */
  snapshot(): BookSnapshot {
    const series = [...this.#series.values()]
      .filter(({ values, last }) => {
        const isKept = last !== undefined && last.at >= (this.#times[0] ?? 0);
        return isKept || values.some((value) => value !== null);
      })
      .map(({ key, index, values, peak, total }) => ({ key, index, values, peak, total }));
    return { times: this.#times, series };
  }

  #open(key: string): void {
    if (this.#series.has(key)) return;
    const before = this.#times.at(-1);
    this.#series.set(key, {
      key,
      index: this.#series.size,
      values: this.#times.map(() => null),
      peak: 0,
      total: 0,
      ...(before !== undefined && { last: { at: before, value: 0 } }),
    });
  }

  #shown(series: Kept, at: number, value: number): number | null {
    if (this.#kind === 'gauge') return value;
    const { last } = series;
    series.last = { at, value };
    if (!last) {
      series.total = value;
      return null;
    }
    const growth = grown(last.value, value);
    series.total += growth;
    const elapsed = at - last.at;
    return elapsed > 0 && elapsed <= lookedAway ? (growth * 1000) / elapsed : null;
  }
}

/** A series, and when its counter was last read: servers go and come back. */
interface Kept {
  key: string;
  index: number;
  values: (number | null)[];
  peak: number;
  total: number;
  last?: { at: number; value: number };
}
