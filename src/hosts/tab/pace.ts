/** For how long back a rate is that of the last bytes, and for how long they must have come; in milliseconds. */
const window = { most: 4000, least: 1000 };

/** The least time between two figures that are kept, in milliseconds. */
const apart = 200;

/** How fast bytes come. */
export class Pace {
  #kept: { at: number; received: number }[] = [];

  /**
   * Takes how many bytes have come by now, and answers how many come in a second; undefined as long as that is not known.
   * @param now in milliseconds, of any clock
   */
  note(received: number, now: number): number | undefined {
    const last = this.#kept.at(-1);
    if (!last || now - last.at >= apart) this.#kept.push({ at: now, received });
    while (this.#kept.length > 2 && now - this.#kept[1]!.at >= window.most) this.#kept.shift();
    const { at, received: then } = this.#kept[0]!;
    return now - at >= window.least ? (1000 * (received - then)) / (now - at) : undefined;
  }
}
