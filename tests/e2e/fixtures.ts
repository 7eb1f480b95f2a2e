import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';

interface Options {
  /** Problems that do not fail the test: a pattern over the lines that would be listed. */
  allowedProblems: RegExp;
  /** Whether the line is a metered one, on which no start is prepared: that costs what few tests are about. */
  metered: boolean;
}

interface Fixtures {
  /** Problems that the pages of this test have met; one left in the list at the end fails the test. */
  problems: string[];
  line: undefined;
}

/**
 * Playwright's `test`, which also fails when any page of the test's context prints a console error, throws, asks for
 * something that fails to load, or asks anything of another origin.
 */
export const test = base.extend<Options & Fixtures>({
  allowedProblems: [/(?!)/, { option: true }],
  problems: [
    async ({ context, baseURL, allowedProblems }, use) => {
      const problems: string[] = [];
      watch(context, new URL(baseURL ?? '').origin, (line) => {
        if (!allowedProblems.test(line)) problems.push(line);
      });
      await use(problems);
      expect(problems, 'problems met by the pages of this test').toEqual([]);
    },
    { auto: true },
  ],
  metered: [true, { option: true }],
  line: [
    async ({ context, metered }, use) => {
      if (metered)
        await context.addInitScript(() => {
          const value = { type: 'cellular', effectiveType: '4g', saveData: false };
          Object.defineProperty(navigator, 'connection', { value, configurable: true });
        });
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect };

function watch(context: BrowserContext, origin: string, report: (line: string) => void) {
  context.on('console', (message) => {
    if (message.type() === 'error') report(`console: ${message.text()}`);
  });
  context.on('weberror', (webError) => {
    report(`page error: ${String(webError.error())}`);
  });
  context.on('request', (request) => {
    const { protocol, origin: target } = new URL(request.url());
    const inside = protocol === 'data:' || protocol === 'blob:' || target === origin;
    if (!inside) report(`other origin: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) report(`${response.status()}: ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // The page's own doing: it went elsewhere, or stopped what it had begun to load.
    if (reason !== 'net::ERR_ABORTED') report(`request failed (${reason}): ${request.url()}`);
  });
  const watchSockets = (page: Page) =>
    page.on('websocket', (socket) => {
      const { host } = new URL(socket.url());
      if (host !== new URL(origin).host) report(`other origin: ${socket.url()}`);
    });
  context.pages().forEach(watchSockets);
  context.on('page', watchSockets);
}
