/** A line that a console shows: a typed command, a line of output, one of an error, or a remark beside either. */
export interface ConsoleLine {
  id: number;
  kind: 'typed' | 'out' | 'err' | 'note';
  text: string;
}

/** Begins an error: what else stands beside the output is a remark. */
const error = /^(?:nats: )?error\b|^Disconnected|^The server said:/;

/** Tells the errors of a command from the remarks beside its output. */
export const kindOfErr = (text: string): ConsoleLine['kind'] => (error.test(text) ? 'err' : 'note');

/** How many lines a console keeps. */
const most = 500;

/** How long lines are gathered before they are shown, in milliseconds: a subscriber may print thousands. */
const gather = 100;

type Change = (lines: readonly ConsoleLine[]) => readonly ConsoleLine[];

/** Adds lines to what a console shows, many at once. */
export class Printer {
  readonly #show: (change: Change) => void;
  #next = 0;
  #waiting: ConsoleLine[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param show applies a change to the shown lines */
  constructor(show: (change: Change) => void) {
    this.#show = show;
  }

  print(kind: ConsoleLine['kind'], text: string): void {
    this.#waiting.push({ id: this.#next++, kind, text });
    // Keeps no more lines than will be shown.
    if (this.#waiting.length > most) this.#waiting.shift();
    this.#timer ??= setTimeout(() => this.#flush(), gather);
  }

  clear(): void {
    this.#waiting = [];
    this.#show(() => []);
  }

  /** Stops showing lines, for good. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#timer = undefined;
    const fresh = this.#waiting;
    this.#waiting = [];
    this.#show((lines) => [...lines, ...fresh].slice(-most));
  }
}
