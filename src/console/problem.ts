/** An error that ends a command. It is printed as the `nats` CLI prints it, with its help below. */
export class Problem extends Error {
  /** Remedies, a line each. */
  readonly help: readonly string[];

  constructor(message: string, ...help: string[]) {
    super(message);
    this.help = help;
  }
}
