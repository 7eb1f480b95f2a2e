/** How much a seat may have stored, in values and in bytes: many times what a day of work takes. */
const most = { values: 20_000, bytes: 8 * 1024 * 1024 };

interface Hoard {
  /** How long the last value of each subject is. */
  sizes: Map<string, number>;
  bytes: number;
}

/** Counts what each seat has stored since the registrar is there. */
export class Hoards {
  readonly #seats = new Map<string, Hoard>();

  /** Counts a value. Answers whether the seat has more now than it may. */
  isTooMuch(seat: string, subject: string, bytes: number): boolean {
    const hoard = this.#seats.get(seat) ?? { sizes: new Map<string, number>(), bytes: 0 };
    this.#seats.set(seat, hoard);
    hoard.bytes += bytes - (hoard.sizes.get(subject) ?? 0);
    hoard.sizes.set(subject, bytes);
    return hoard.sizes.size > most.values || hoard.bytes > most.bytes;
  }

  forget(seat: string): void {
    this.#seats.delete(seat);
  }
}
