import type { CDPSession, Page } from 'playwright';
import { serve } from '../lib/serve.mjs';
import { withPage } from './chromium.ts';
import type { Group } from './figures.ts';
import { usedMemory } from './heap.ts';
import { buildSite, withWorkshop } from './site.ts';

const messages = 50_000;
const seconds = 5;

/** A lab under a burst, with its map, its table of the wire and its chart open. */
export const burst: Group = {
  name: 'burst',
  note:
    `${messages.toLocaleString('en')} messages of 128 bytes in ${seconds} s, published by the console of a lab's page at ` +
    'the leaf and received by a subscriber at the hub, while the map, the rates and then the table of the wire are shown. task: ' +
    'the longest task of the main thread in milliseconds, as the browser tells it (0: none over 50). grown: what the ' +
    "page's memory has grown by, after a garbage collection. missed: what the table's count differs from the frames that " +
    'the link itself counted.',
  measure: (say) =>
    withWorkshop(async (workshop) => {
      say('building the site');
      const site = await serve({ folder: await buildSite(workshop) });
      try {
        return await withPage(async (page) => {
          const devtools = await page.context().newCDPSession(page);
          say('starting a lab');
          await open(page, site.url);
          const before = await usedMemory(devtools);
          say('publishing');
          const took = await publish(page);
          const longest = await page.evaluate(() => Math.max(0, ...leafwiseTasks));
          const missed = await difference(page);
          const grown = (await grownFrom(devtools, before)) / 1e6;
          return [
            { name: 'burst.task', value: longest, unit: 'ms', bar: { of: 'value', most: 50 } },
            { name: 'burst.grown', value: grown, unit: 'MB', bar: { of: 'value', most: 32 } },
            { name: 'burst.missed', value: missed, unit: 'frames', bar: { of: 'value', most: 0 } },
            { name: 'burst.rate', value: messages / took, unit: '/s' },
          ];
        });
      } finally {
        await site.close();
      }
    }),
};

declare global {
  var leafwiseTasks: number[];
}

/** Starts the lab, with everything open, and listens for long tasks from then on. */
async function open(page: Page, site: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto(`${site}labs/join-a-leaf`);
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await page.getByText('Running in this tab.').waitFor();
  // The lab's solutions make the link, and a subscriber that ignores its messages.
  for (const title of [
    'Tell the leaf where its hub is',
    'Ask for something at the hub, and find the leaf knows',
  ]) {
    await page.getByRole('button', { name: `Show me: ${title}` }).click();
    await page.getByRole('heading', { name: `${title} (done)` }).waitFor();
  }
  for (const tab of ['Rates', 'Wire']) await page.getByRole('tab', { name: tab }).click();
  await page.evaluate(() => {
    globalThis.leafwiseTasks = [];
    new PerformanceObserver((list) => {
      leafwiseTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });
}

async function type(page: Page, server: string, line: string): Promise<void> {
  await page.getByRole('tab', { name: `${server}$` }).click();
  const prompt = page.getByRole('textbox', { name: `Command at ${server}` });
  await prompt.fill(line);
  await prompt.press('Enter');
}

/** @returns how long it took, in seconds */
async function publish(page: Page): Promise<number> {
  const sleep = `${(1e6 * seconds) / messages}us`;
  const start = performance.now();
  await type(
    page,
    'leaf',
    `pub shop.burst ${'x'.repeat(128)} --count ${messages} --sleep ${sleep} --no-templates`,
  );
  await page.getByRole('tab', { name: 'Wire' }).click();
  const done = page.getByText(`Published ${messages} messages to "shop.burst"`);
  await done.waitFor({ state: 'attached', timeout: 120_000 });
  return (performance.now() - start) / 1000;
}

/** Answers by how many frames the table's count and the link's own differ, once the link is quiet. */
async function difference(page: Page): Promise<number> {
  await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
  const panel = page.getByRole('region', { name: 'link leaf-hub' });
  const numbers = (text: string) =>
    [...text.matchAll(/([\d,]+) frames/g)].map(([, digits]) => Number(digits!.replaceAll(',', '')));
  const counts = async () => {
    const crossed = numbers((await page.getByText(/frames crossed/).textContent()) ?? '')[0]!;
    const link = numbers((await panel.textContent()) ?? '');
    return { crossed, link: link.reduce((sum, each) => sum + each, 0) };
  };
  // Both are told a moment later than they are so; a keep-alive may come between.
  let seen = await counts();
  for (let again = 0; again < 40 && (seen.crossed !== seen.link || seen.link < messages); again++) {
    await page.waitForTimeout(250);
    seen = await counts();
  }
  return Math.abs(seen.crossed - seen.link);
}

async function grownFrom(devtools: CDPSession, before: number): Promise<number> {
  return (await usedMemory(devtools)) - before;
}
