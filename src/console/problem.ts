/** What ends a command with an error; printed as the `nats` CLI does, with what may help below. */
export class Problem extends Error {
  /** What to do about it, a line each. */
  readonly help: readonly string[];

  constructor(message: string, ...help: string[]) {
    super(message);
    this.help = help;
  }
}
