import { withBenchSite } from './bench-site.ts';
import { atRest, withPage } from './chromium.ts';
import { median, type Group } from './figures.ts';
import { withNativeLab } from './native.ts';
import { firstAnswer } from './page/traffic.ts';

const rounds = 5;

/** From the start of a lab to the answer of its first request across the leaf link. */
export const boot: Group = {
  name: 'boot',
  note:
    `median of ${rounds}. In the tab from \`new Worker\`, natively from the start of the first process, to the answer ` +
    'that a client of the hub gets to its first request across the leaf link ($JS.leaf.API.INFO). cold: a new profile, the ' +
    'module served on 127.0.0.1. warm: the second start in the same visit. revisit: after a reload. native: two ' +
    'processes, asked by the same client in Node over TCP.',
  measure: (say) =>
    withBenchSite(async (url) => {
      const tab: TabStarts[] = [];
      const native: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`start ${round} of ${rounds}`);
        tab.push(await timeTab(url));
        native.push(await timeNative());
      }
      const middle = (kind: keyof TabStarts) => median(tab.map((starts) => starts[kind]));
      const compared = { unit: 'ms', against: 'boot.native' };
      return [
        {
          name: 'boot.tab.cold',
          value: middle('cold'),
          ...compared,
          bar: { of: 'value', most: 1000 },
        },
        {
          name: 'boot.tab.warm',
          value: middle('warm'),
          ...compared,
          bar: { of: 'value', most: 500 },
        },
        { name: 'boot.tab.revisit', value: middle('revisit'), ...compared },
        { name: 'boot.native', value: median(native), unit: 'ms' },
      ];
    }),
};

/** Milliseconds. */
interface TabStarts {
  cold: number;
  warm: number;
  revisit: number;
}

function timeTab(url: string): Promise<TabStarts> {
  return withPage(async (page) => {
    const start = async () => {
      await atRest(page);
      return page.evaluate(() => leafwiseBench.start());
    };
    await page.goto(url);
    const cold = await start();
    await page.evaluate(() => leafwiseBench.stop());
    const warm = await start();
    await page.reload();
    const revisit = await start();
    return { cold, warm, revisit };
  });
}

function timeNative(): Promise<number> {
  return withNativeLab(async (lab) => {
    const started = performance.now();
    await lab.start();
    return lab.withClient('hub', async (hub) => {
      await firstAnswer(hub);
      return performance.now() - started;
    });
  });
}
