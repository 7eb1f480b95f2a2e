import type { Page } from 'playwright';
import { atRest } from './at-rest.ts';
import { withBenchSite } from './bench-site.ts';
import { withPage } from './chromium.ts';
import { median, type Group } from './figures.ts';

/** How many times each is measured, an odd number, after two that do not count. */
const rounds = 11;
const warmUps = 2;

/** The cost of reading the wire for the messages that cross it. */
export const reading: Group = {
  name: 'reading',
  note:
    `128-byte messages from the leaf to the hub in two tabs, one with its link read and one without, in turn; median of ` +
    `${rounds} after a warm-up. The page keeps the events of the wire in its log, and nothing shows them.`,
  measure: (say) =>
    withBenchSite((url) =>
      withPage(async (first) => {
        const read = { page: first, rates: [] as number[] };
        const unread = { page: await first.context().newPage(), rates: [] as number[] };
        await start(read.page, url, true);
        await start(unread.page, url, false);
        // Both at once, and in turn: a machine is not as fast in one minute as in the next.
        for (let round = 1 - warmUps; round <= rounds; round++) {
          say(round < 1 ? 'warming up' : `round ${round} of ${rounds}`);
          for (const { page, rates } of [read, unread]) {
            rates.push(await page.evaluate(() => leafwiseBench.messagesPerSecond()));
          }
        }
        const middle = (values: number[]) => median(values.slice(warmUps));
        return [
          {
            name: 'reading.on',
            value: middle(read.rates),
            unit: '/s',
            against: 'reading.off',
            bar: { of: 'ratio', least: 0.8 },
          },
          { name: 'reading.off', value: middle(unread.rates), unit: '/s' },
        ];
      }),
    ),
};

/** Starts a lab in a page, its link read or not. */
async function start(page: Page, url: string, reading: boolean): Promise<void> {
  await page.goto(url);
  await page.evaluate((on) => leafwiseBench.start({ reading: on }), reading);
  await atRest();
}
