import type { Page } from 'playwright';
import { withBenchSite } from './bench-site.ts';
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
  return withBenchSite((url) =>
    withNativeLab((lab) =>
      withPage(async (page) => {
        await lab.start();
        await page.goto(url);
        await page.evaluate(() => leafwiseBench.start());
        const tab: number[] = [];
        const native: number[] = [];
        for (let round = 0; round <= rounds; round++) {
          say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
          await atRest(page);
          tab.push(await rate.tab(page));
          native.push(await rate.native(lab));
        }
        const middle = (values: number[]) => median(values.slice(1));
        return [
          { name: `${name}.tab`, value: middle(tab), unit: '/s', against: `${name}.native` },
          { name: `${name}.native`, value: middle(native), unit: '/s' },
        ];
      }),
    ),
  );
}
