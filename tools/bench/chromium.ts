import { chromium, type Page } from 'playwright';
import { chromiumArgs } from '../lib/chromium.mjs';
import { temporaryFolder } from './cleanup.ts';

/**
 * How long Chromium is left alone before something is timed, in milliseconds: it starts parts of its own window, and
 * makes code that has run faster, beside the page and on the same cores.
 */
const rest = 1500;

/** Opens a page in a Chromium of its own, with a new profile, and so with an empty cache. */
export async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const profile = temporaryFolder();
  const executablePath = process.env.LEAFWISE_CHROMIUM;
  const context = await chromium.launchPersistentContext(profile.path, {
    args: chromiumArgs(),
    ...(executablePath && { executablePath }),
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    return await use(page);
  } finally {
    await context.close();
    profile.remove();
  }
}

/** Waits until Chromium has come to rest. */
export async function atRest(page: Page): Promise<void> {
  await page.waitForTimeout(rest);
}
