import { withBenchSite } from './bench-site.ts';
import { withPage } from './chromium.ts';
import type { Group } from './figures.ts';
import { usedMemory } from './heap.ts';

const frames = 1_000_000;

/** The memory that a page's wire log may take: `maxBytes` of WireLog, which is an estimate. */
const wireLog = 16 * 1024 * 1024;

/** The growth of a page's memory by the frames that cross its link. */
export const memory: Group = {
  name: 'memory',
  note:
    `what the memory of a page in Chromium has grown by since its lab was started, once ${frames.toLocaleString('en')} ` +
    'frames of 128-byte messages have crossed the link and are in its wire log or dropped from it: JavaScript objects and ' +
    'the bytes of buffers, after a garbage collection each time. The worker, where the servers are, is not in it.',
  measure: (say) =>
    withBenchSite((url) =>
      withPage(async (page) => {
        const devtools = await page.context().newCDPSession(page);
        await page.goto(url);
        await page.evaluate(() => leafwiseBench.start());
        await page.evaluate(() => leafwiseBench.messagesPerSecond());
        await page.evaluate(() => leafwiseBench.forgetWire());
        const before = await usedMemory(devtools);
        let counted = 0;
        while (counted < frames) {
          await page.evaluate(() => leafwiseBench.messagesPerSecond());
          counted = await page.evaluate(() => leafwiseBench.framesCounted());
          say(`${counted.toLocaleString('en')} frames`);
        }
        const grown = (await usedMemory(devtools)) - before;
        return [
          {
            name: 'memory.grown',
            value: grown,
            unit: 'bytes',
            bar: { of: 'value', most: wireLog },
          },
          { name: 'memory.frames', value: counted, unit: 'frames' },
        ];
      }),
    ),
};
