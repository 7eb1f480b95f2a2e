// @ts-check

/** A failure whose message says all that a person needs, remedy included; it is shown without a stack. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a tool's main function and turns what it throws into a message and an exit code.
 * @param {() => Promise<number | void>} main Answers the exit code, 0 if nothing.
 */
export async function runTool(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exitCode = error instanceof Problem ? error.exitCode : 1;
  }
}
