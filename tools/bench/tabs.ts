import type { Browser, OpenBrowser } from '../lib/browsers/browser.ts';
import { openFirefox } from '../lib/browsers/firefox.ts';
import { openWebKit } from '../lib/browsers/webkit.ts';
import { findFirefox, findWebKit } from '../lib/engines.mjs';
import { withBenchSites } from './bench-site.ts';
import { openChromium } from './chromium.ts';
import type { BenchPage } from './page/main.ts';

/** The bench's page, with one server module in one browser engine. */
export interface Tab {
  /** What its figures are called by: `tab` in Chromium, else the engine; with `.beside` for the other commit. */
  kind: string;
  url: string;
  /** Opens a page in a browser of its own, with a new profile, and so with an empty cache. */
  open: OpenBrowser;
}

/** What the kinds of a tab's figures are. */
export const tabsNote =
  'tab is a tab of Chromium, firefox and webkit are tabs of Firefox and of WebKitGTK where they are installed.';

/** Lends the bench's page for each engine that is here, and of each commit. */
export async function withTabs<T>(use: (tabs: Tab[]) => Promise<T>): Promise<T> {
  const engines = await findEngines();
  return withBenchSites((urls) =>
    use(
      engines.flatMap(([engine, open]) =>
        Object.entries(urls).map(([of, url]) => ({
          kind: of === 'beside' ? `${engine}.beside` : engine,
          url,
          open,
        })),
      ),
    ),
  );
}

async function findEngines(): Promise<[name: string, open: OpenBrowser][]> {
  const firefox = await findFirefox();
  const webkit = findWebKit();
  return [
    ['tab', openChromium],
    ...(firefox ? [['firefox', openFirefox(firefox)] as [string, OpenBrowser]] : []),
    ...(webkit ? [['webkit', openWebKit(webkit)] as [string, OpenBrowser]] : []),
  ];
}

/** Lends a browser that shows the bench's page. */
export async function withTab<T>(
  open: OpenBrowser,
  url: string,
  use: (browser: Browser) => Promise<T>,
): Promise<T> {
  const browser = await open(url);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/**
 * Has the bench's page do something, and answers what came of it.
 * @param act runs in the page, and so knows nothing of what is around it here
 */
export function inPage<T>(browser: Browser, act: (bench: BenchPage) => T | Promise<T>): Promise<T> {
  return browser.evaluate(`(${act.toString()})(leafwiseBench)`) as Promise<T>;
}

/** Whether the bench's page can do that: that of another commit may not. */
export const canDo = (browser: Browser, act: keyof BenchPage): Promise<boolean> =>
  browser.evaluate(`'${act}' in leafwiseBench`) as Promise<boolean>;

/** Waits until the browser keeps the module for the next visit, where the page has it do so. */
export async function untilKept(browser: Browser): Promise<void> {
  if (!(await canDo(browser, 'kept'))) return;
  const end = performance.now() + patience;
  while (!(await inPage(browser, (bench) => bench.kept()))) {
    if (performance.now() > end) throw new Error('the browser does not keep the module');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** How long a browser may take to keep the module, in milliseconds. */
const patience = 30_000;
