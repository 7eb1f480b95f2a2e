const outside = 'The command `leafwise up` runs them outside the browser.';

/** What helps: before any server runs, how many are to run makes no difference. */
const remedies = {
  module: `Close other tabs and programs. ${outside}`,
  servers: `Close other tabs and programs, or run fewer servers. ${outside}`,
};

/** Says that memory is short, and the remedy. */
export class MemoryShort extends Error {
  override name = 'MemoryShort';

  /**
   * @param what a sentence
   * @param takenBy what takes the memory
   */
  constructor(what: string, takenBy: keyof typeof remedies, cause?: unknown) {
    super(`${what} ${remedies[takenBy]}`, { cause });
  }
}

/**
 * Whether an error of WebAssembly means that no memory is to be had. Engines tell it as a RangeError, or in words; a
 * program that was built from Rust, as the unpacker is, runs into `unreachable`.
 */
export const isMemoryShort = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof WebAssembly.RuntimeError && error.message.includes('unreachable')) ||
  /out of memory/i.test(String(error));
