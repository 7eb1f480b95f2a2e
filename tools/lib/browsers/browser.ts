/** A browser that shows one page. */
export interface Browser {
  /**
   * Answers the value of an expression in the page, or what it promises, as data.
   * @throws Error with the page's own words if it throws, or its promise rejects
   */
  evaluate(expression: string): Promise<unknown>;
  /** Loads the page again. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a browser with a new profile and opens a page, loaded when it resolves. */
export type OpenBrowser = (url: string) => Promise<Browser>;

/** A page that Playwright or Puppeteer drives. */
interface Page {
  evaluate(expression: string): Promise<unknown>;
  reload(): Promise<unknown>;
}

/** The browser of a page. */
export const browserOf = (page: Page, close: () => Promise<void>): Browser => ({
  evaluate: (expression) => page.evaluate(expression),
  reload: async () => {
    await page.reload();
  },
  close,
});
