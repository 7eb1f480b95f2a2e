const remedy =
  'Close other tabs and programs, or run fewer servers. The command `leafwise up` runs them outside the browser.';

/** Says that memory is short, and the remedy. */
export class MemoryShort extends Error {
  override name = 'MemoryShort';

  /** @param what a sentence */
  constructor(what: string, cause?: unknown) {
    super(`${what} ${remedy}`, { cause });
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
