import type { Page } from 'playwright';
import { withBenchSites } from './bench-site.ts';
import { atRest, withPage } from './chromium.ts';
import { median, type Group, type Measured } from './figures.ts';
import { narrowLine } from './narrow-line.ts';
import { withNativeLab } from './native.ts';
import { firstAnswer } from './page/traffic.ts';

const rounds = 5;

/** A line of 10 Mbit/s, in bytes, as at many a desk. */
const narrow = { bytes: 1_250_000, roundTrip: 40 };

/** From the start of a lab to the answer of its first request across the leaf link. */
export const boot: Group = {
  name: 'boot',
  note:
    `median of ${rounds}. In the tab from the press, natively from the start of the first process, to the answer ` +
    'that a client of the hub gets to its first request across the leaf link ($JS.leaf.API.INFO). cold: a new profile, the ' +
    'module served on 127.0.0.1. warm: the second start in the same visit. revisit: after a reload, the module kept by the ' +
    'browser. intent: a new profile, in which all was made ready ahead, as it is when a reader is at the button. narrow: ' +
    'cold, on a line of 10 Mbit/s and 40 ms there and back. native: two processes, asked by the same client in Node over TCP.',
  measure: (say) =>
    withBenchSites(async (urls) => {
      const tabs = Object.entries(urls).map(([kind, url]) => ({
        kind,
        url,
        starts: [] as TabStarts[],
      }));
      const native: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`start ${round} of ${rounds}`);
        for (const { url, starts } of tabs) starts.push(await timeStarts(url));
        native.push(await timeNative());
      }
      return [
        ...tabs.flatMap(({ kind, starts }) => figures(`boot.${kind}`, starts)),
        { name: 'boot.native', value: median(native), unit: 'ms' },
      ];
    }),
};

/** What each may take at most, where there is a bar. */
const bars: Record<keyof TabStarts, number | undefined> = {
  cold: 1000,
  warm: 500,
  revisit: undefined,
  intent: 350,
  narrow: 4500,
};

function figures(name: string, starts: TabStarts[]): Measured[] {
  return (Object.keys(bars) as (keyof TabStarts)[]).map((kind) => {
    const most = bars[kind];
    return {
      name: `${name}.${kind}`,
      value: median(starts.map((each) => each[kind])),
      unit: 'ms',
      against: 'boot.native',
      ...(most !== undefined && { bar: { of: 'value', most } }),
    };
  });
}

async function timeStarts(url: string): Promise<TabStarts> {
  const line = await narrowLine(Number(new URL(url).port), narrow);
  try {
    const intent = await timePrepared(url);
    const onNarrow = await timeCold(`http://127.0.0.1:${line.port}/`);
    return { ...(await timeTab(url)), intent, narrow: onNarrow };
  } finally {
    await line.close();
  }
}

/** Milliseconds. */
interface TabStarts {
  cold: number;
  warm: number;
  revisit: number;
  intent: number;
  narrow: number;
}

async function start(page: Page): Promise<number> {
  await atRest(page);
  return page.evaluate(() => leafwiseBench.start());
}

function timeTab(url: string): Promise<Pick<TabStarts, 'cold' | 'warm' | 'revisit'>> {
  return withPage(async (page) => {
    await page.goto(url);
    const cold = await start(page);
    await page.evaluate(() => leafwiseBench.stop());
    const warm = await start(page);
    await page.waitForFunction(() => leafwiseBench.kept());
    await page.reload();
    return { cold, warm, revisit: await start(page) };
  });
}

function timeCold(url: string): Promise<number> {
  return withPage(async (page) => {
    await page.goto(url);
    return start(page);
  });
}

function timePrepared(url: string): Promise<number> {
  return withPage(async (page) => {
    await page.goto(url);
    await atRest(page);
    if (!(await page.evaluate(() => leafwiseBench.prepare())))
      throw new Error('nothing could be made ready');
    return start(page);
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
