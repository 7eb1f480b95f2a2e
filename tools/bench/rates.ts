import type { Page } from 'playwright';
import { withBenchSites } from './bench-site.ts';
import { atRest, withPage } from './chromium.ts';
import { median, type Measured } from './figures.ts';
import { withNativeLab, type NativeLab } from './native.ts';

/** How many times a rate is measured, after one that does not count. */
const rounds = 3;

/** How the clients and the figures of a rate are obtained. */
export const rateNote =
  `median of ${rounds} after a warm-up, tab and native in turn; both with nats.ws, on the page of the tab, or in ` +
  'Node over TCP.';

/** How a rate per second is measured, by clients on the page of the tab and by clients of native servers. */
export interface Rate {
  tab(page: Page): Promise<number>;
  native(lab: NativeLab): Promise<number>;
}

/** Measures a rate against the servers of a tab and against native ones. */
export function measureRate(
  name: string,
  rate: Rate,
  say: (doing: string) => void,
): Promise<Measured[]> {
  return withBenchSites((urls) =>
    withNativeLab((lab) =>
      withPages(Object.entries(urls), async (pages) => {
        await lab.start();
        const measured = new Map<string, number[]>();
        for (let round = 0; round <= rounds; round++) {
          say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
          const count = (kind: string, value: number) =>
            measured.set(kind, [...(measured.get(kind) ?? []), value]);
          for (const [kind, page] of pages) {
            await atRest(page);
            count(kind, await rate.tab(page));
          }
          count('native', await rate.native(lab));
        }
        return [...measured].map(([kind, values]) => ({
          name: `${name}.${kind}`,
          value: median(values.slice(1)),
          unit: '/s',
          ...(kind !== 'native' && { against: `${name}.native` }),
        }));
      }),
    ),
  );
}

/** Opens a page for each site, in a Chromium of its own, and starts its servers. */
function withPages<T>(
  [site, ...others]: [kind: string, url: string][],
  use: (pages: [kind: string, page: Page][]) => Promise<T>,
): Promise<T> {
  if (!site) return use([]);
  const [kind, url] = site;
  return withPage(async (page) => {
    await page.goto(url);
    await page.evaluate(() => leafwiseBench.start());
    return withPages(others, (pages) => use([[kind, page], ...pages]));
  });
}
