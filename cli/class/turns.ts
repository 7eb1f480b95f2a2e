/** How many are served at once: one waits for the hub while another computes. */
const atOnce = 2;

/**
 * Serves those who ask in their order, so that the first has an answer while the last still waits. Who has gone in the
 * meantime is not served: all that was made for them would be kept for nobody.
 */
export class Turns {
  readonly #waiting: (() => Promise<void>)[] = [];
  #serving = 0;

  /**
   * @param isGone whether who has asked waits no longer
   * @returns what resolves when the turn is over, whether or not it was served
   */
  take(serve: () => Promise<void>, isGone: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => (isGone() ? Promise.resolve() : serve()).then(resolve, reject));
      this.#next();
    });
  }

  #next(): void {
    while (this.#serving < atOnce) {
      const serve = this.#waiting.shift();
      if (!serve) return;
      this.#serving += 1;
      void serve().finally(() => {
        this.#serving -= 1;
        this.#next();
      });
    }
  }
}
