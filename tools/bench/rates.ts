import type { Browser } from '../lib/browsers/browser.ts';
import { atRest } from './at-rest.ts';
import { median, type Measured } from './figures.ts';
import { withNativeLab, type NativeLab } from './native.ts';
import type { BenchPage } from './page/main.ts';
import { inPage, tabsNote, withTab, withTabs, type Tab } from './tabs.ts';

/** How many times a rate is measured, after one that does not count. */
const rounds = 3;

/** How the clients and the figures of a rate are obtained. */
export const rateNote =
  `median of ${rounds} after a warm-up, tabs and native in turn; all with nats.ws, on the page of the tab, or in ` +
  `Node over TCP. ${tabsNote}`;

/** How a rate per second is measured, by clients on the page of the tab and by clients of native servers. */
export interface Rate {
  /** Runs in the page. */
  tab: (bench: BenchPage) => Promise<number>;
  native(lab: NativeLab): Promise<number>;
}

/** Measures a rate against the servers of a tab and against native ones. */
export function measureRate(
  name: string,
  rate: Rate,
  say: (doing: string) => void,
): Promise<Measured[]> {
  return withTabs((tabs) =>
    withNativeLab((lab) =>
      withRunning(tabs, async (running) => {
        await lab.start();
        const measured = new Map<string, number[]>();
        for (let round = 0; round <= rounds; round++) {
          const during = round === 0 ? 'warming up' : `round ${round} of ${rounds}`;
          const count = (kind: string, value: number) =>
            measured.set(kind, [...(measured.get(kind) ?? []), value]);
          for (const { kind, browser } of running) {
            say(`${during}: ${kind}`);
            await atRest();
            count(kind, await inPage(browser, rate.tab));
          }
          say(`${during}: native`);
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

/** A tab whose servers run. */
interface Running {
  kind: string;
  browser: Browser;
}

/** Opens each tab, and starts its servers. */
function withRunning<T>(
  [tab, ...others]: Tab[],
  use: (running: Running[]) => Promise<T>,
): Promise<T> {
  if (!tab) return use([]);
  return withTab(tab.open, tab.url, async (browser) => {
    await inPage(browser, (bench) => bench.start());
    return withRunning(others, (running) => use([{ kind: tab.kind, browser }, ...running]));
  });
}
