import type { Browser } from '../lib/browsers/browser.ts';
import { atRest } from './at-rest.ts';
import { median, type Group, type Measured } from './figures.ts';
import { narrowLine } from './narrow-line.ts';
import { withNativeLab } from './native.ts';
import { firstAnswer } from './page/traffic.ts';
import { canDo, inPage, tabsNote, untilKept, withTab, withTabs, type Tab } from './tabs.ts';

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
    'cold, on a line of 10 Mbit/s and 40 ms there and back. native: two processes, asked by the same client in Node over TCP. ' +
    tabsNote,
  measure: (say) =>
    withTabs(async (tabs) => {
      const measured = tabs.map((tab) => ({ tab, starts: [] as TabStarts[] }));
      const native: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        for (const { tab, starts } of measured) {
          say(`start ${round} of ${rounds}: ${tab.kind}`);
          starts.push(await timeStarts(tab));
        }
        native.push(await timeNative());
      }
      return [
        ...measured.flatMap(({ tab, starts }) => figures(`boot.${tab.kind}`, starts)),
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
  return (Object.keys(bars) as (keyof TabStarts)[]).flatMap((kind) => {
    const most = bars[kind];
    const times = starts.flatMap((each) => each[kind] ?? []);
    if (times.length === 0) return [];
    const value = median(times);
    const bar = most !== undefined && { bar: { of: 'value' as const, most } };
    return [{ name: `${name}.${kind}`, value, unit: 'ms', against: 'boot.native', ...bar }];
  });
}

async function timeStarts(tab: Tab): Promise<TabStarts> {
  const line = await narrowLine(Number(new URL(tab.url).port), narrow);
  try {
    const intent = await timePrepared(tab);
    const onNarrow = await withTab(tab.open, `http://127.0.0.1:${line.port}/`, start);
    return { ...(await timeTab(tab)), intent, narrow: onNarrow };
  } finally {
    await line.close();
  }
}

/** Milliseconds. */
interface TabStarts {
  cold: number;
  warm: number;
  revisit: number;
  /** Absent of a page that makes nothing ready. */
  intent: number | undefined;
  narrow: number;
}

async function start(browser: Browser): Promise<number> {
  await atRest();
  return inPage(browser, (bench) => bench.start());
}

function timeTab({ open, url }: Tab): Promise<Pick<TabStarts, 'cold' | 'warm' | 'revisit'>> {
  return withTab(open, url, async (browser) => {
    const cold = await start(browser);
    await inPage(browser, (bench) => bench.stop());
    const warm = await start(browser);
    await untilKept(browser);
    await browser.reload();
    return { cold, warm, revisit: await start(browser) };
  });
}

function timePrepared({ open, url }: Tab): Promise<number | undefined> {
  return withTab(open, url, async (browser) => {
    if (!(await canDo(browser, 'prepare'))) return undefined;
    await atRest();
    if (!(await inPage(browser, (bench) => bench.prepare())))
      throw new Error('nothing could be made ready');
    return start(browser);
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
