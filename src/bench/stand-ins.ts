const standIn = /^taken-out-\d+$/;

/** Words that stand in the place of secrets. Those of equal secrets are equal, so that what fitted still fits. */
export class StandIns {
  readonly #bySecret = new Map<string, string>();
  #last: number;

  /** @param texts may have some from when they were shared before: these stay, and are nobody else's */
  constructor(texts: Iterable<string>) {
    this.#last = 0;
    for (const text of texts)
      for (const [, number] of text.matchAll(/taken-out-(\d{1,6})/g))
        this.#last = Math.max(this.#last, Number(number));
  }

  /** The word in the place of a secret, or nothing if it is one. */
  of(secret: string): string | undefined {
    if (secret === '' || standIn.test(secret)) return undefined;
    let word = this.#bySecret.get(secret);
    if (word === undefined) {
      this.#last += 1;
      word = `taken-out-${this.#last}`;
      this.#bySecret.set(secret, word);
    }
    return word;
  }

  /** Has a secret that is written in another way, such as the hash of a password, be known by the same word. */
  alias(secret: string, word: string): void {
    if (secret !== '' && !standIn.test(secret) && !this.#bySecret.has(secret))
      this.#bySecret.set(secret, word);
  }

  /** The secrets that were met, each with its word. */
  get known(): ReadonlyMap<string, string> {
    return this.#bySecret;
  }
}
