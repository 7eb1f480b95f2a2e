import { countedSite } from './counted-site.ts';
import type { Group, Measured } from './figures.ts';
import { inPage, tabsNote, untilKept, withTab, withTabs, type Tab } from './tabs.ts';

/** The file of the server module, and the script that unpacks it. */
const ofModule = /\/(nats-server\.wasm|unpack-worker)[^/]*$/;

/** What each engine fetches from nothing, and when it comes back. */
export const bytes: Group = {
  name: 'bytes',
  note:
    "the bytes of bodies that the server of the bench's page sent to a browser with a new profile until a hub and a leaf " +
    'answered (first), and until they did once more after a reload (second). module: those of the server module and of the ' +
    'script that unpacks it among them; the others are of the page and of its scripts. ' +
    tabsNote,
  measure: (say) =>
    withTabs(async (tabs) => {
      const measured: Measured[] = [];
      for (const tab of tabs) {
        say(tab.kind);
        measured.push(...(await bytesOf(tab)));
      }
      return measured;
    }),
};

async function bytesOf({ kind, open, url }: Tab): Promise<Measured[]> {
  const site = await countedSite(url);
  try {
    return await withTab(open, site.url, async (browser) => {
      await inPage(browser, (bench) => bench.start());
      await untilKept(browser);
      const first = figures(`bytes.${kind}.first`, site.take(), 4_500_000);
      await browser.reload();
      await inPage(browser, (bench) => bench.start());
      return [...first, ...figures(`bytes.${kind}.second`, site.take(), 0)];
    });
  } finally {
    await site.close();
  }
}

function figures(name: string, sent: Map<string, number>, most: number): Measured[] {
  const sum = (files: [path: string, bytes: number][]) =>
    files.reduce((bytes, [, more]) => bytes + more, 0);
  const module = [...sent].filter(([path]) => ofModule.test(path));
  const unit = 'bytes';
  return [
    { name, value: sum([...sent]), unit },
    { name: `${name}.module`, value: sum(module), unit, bar: { of: 'value', most } },
  ];
}
