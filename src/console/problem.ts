/** An error that ends a command. It is printed as the `nats` CLI prints it, with its help below. */
export class Problem extends Error {
  /** Remedies, a line each. */
  readonly help: readonly string[];

  constructor(message: string, ...help: string[]) {
    super(message);
    this.help = help;
  }
}

/** Puts words before an error's own, as the `nats` CLI does: `.catch(saying('could not list streams'))`. */
export function saying(words: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`${words}: ${error.message}`, ...error.help);
  };
}

/** A line that is no command as it is written. The `nats` CLI tells of these without its name in front. */
export class UsageProblem extends Problem {}

/** Ends a command that has printed its result with an exit code of its own. */
export class ExitCode extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit code ${code}`);
    this.code = code;
  }
}
