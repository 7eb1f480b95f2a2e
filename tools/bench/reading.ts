import { withBenchSite } from './bench-site.ts';
import { atRest, withPage } from './chromium.ts';
import { median, type Group } from './figures.ts';

/** How many times each is measured, after one that does not count. */
const rounds = 3;

/** What reading the wire costs the messages that cross it. */
export const reading: Group = {
  name: 'reading',
  note:
    `128-byte messages from the leaf to the hub in the tab, a lab with its link read and one without in turn; median of ` +
    `${rounds} after a warm-up. The page keeps the events of the wire in its log, and nothing shows them.`,
  measure: (say) =>
    withBenchSite((url) =>
      withPage(async (page) => {
        await page.goto(url);
        const rates = { on: [] as number[], off: [] as number[] };
        for (let round = 0; round <= rounds; round++) {
          say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
          for (const how of ['on', 'off'] as const) {
            await page.evaluate((on) => leafwiseBench.start({ reading: on }), how === 'on');
            await atRest(page);
            rates[how].push(await page.evaluate(() => leafwiseBench.messagesPerSecond()));
            await page.evaluate(() => leafwiseBench.stop());
          }
        }
        const middle = (values: number[]) => median(values.slice(1));
        return [
          {
            name: 'reading.on',
            value: middle(rates.on),
            unit: '/s',
            against: 'reading.off',
            bar: { of: 'ratio', least: 0.8 },
          },
          { name: 'reading.off', value: middle(rates.off), unit: '/s' },
        ];
      }),
    ),
};
