import { chromium, type Page } from 'playwright';
import { browserOf, type OpenBrowser } from '../lib/browsers/browser.ts';
import { chromiumArgs } from '../lib/chromium.mjs';
import { temporaryFolder } from './cleanup.ts';
import { memoryOf } from './process-use.ts';

/** Opens a page in a Chromium of its own, with a new profile, and so with an empty cache. */
export async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const { page, close } = await openPage();
  try {
    return await use(page);
  } finally {
    await close();
  }
}

/** As `withPage`, for what is measured in other browsers as well. */
export const openChromium: OpenBrowser = async (url) => {
  const { page, close } = await openPage();
  await page.goto(url);
  return browserOf(page, close);
};

async function openPage(): Promise<{ page: Page; close: () => Promise<void> }> {
  const profile = temporaryFolder();
  const executablePath = process.env.LEAFWISE_CHROMIUM;
  const context = await chromium.launchPersistentContext(profile.path, {
    args: chromiumArgs(),
    ...(executablePath && { executablePath }),
  });
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    close: async () => {
      await context.close();
      profile.remove();
    },
  };
}

/** The processes of Chromium that run pages, by their ids: that of this page, and those that it keeps ready. */
export async function renderersOf(page: Page): Promise<number[]> {
  const devtools = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** The process of a page in which servers run: it has the most memory. */
export async function rendererOf(page: Page): Promise<number> {
  const renderers = await renderersOf(page);
  return renderers.reduce((most, each) => (memoryOf(each) > memoryOf(most) ? each : most));
}
