/** A browser that shows one page. */
export interface Browser {
  /** The value of an expression in the page, or what it promises, as data. */
  evaluate(expression: string): Promise<unknown>;
  /** Loads the page again. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a browser and opens a page, loaded when it resolves. */
export type OpenBrowser = (url: string) => Promise<Browser>;
