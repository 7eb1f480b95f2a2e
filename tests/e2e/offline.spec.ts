import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { GuidePage, steps } from './guide-page.ts';
import { expect, test } from './own-site.ts';

// The site is taken away on purpose.
test.use({
  allowedProblems:
    /503|404|ERR_CONNECTION|ERR_FAILED|ERR_INCOMPLETE_CHUNKED|Failed to load resource|Failed to fetch/,
});

const guide = './guides/across-the-boundary';
/** Pages of each kind. */
const sample = [
  './',
  './guides/hub-spoke',
  './labs/cross-a-domain',
  './reference/glossary',
  './bench',
];

const notKept = (page: Page) => page.getByRole('heading', { name: 'This page is not kept.' });

/** Waits until the browser keeps the page, and the scripts that it has run. */
async function isKept(page: Page): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      const { origin, pathname } = window.location;
      const loaded = performance
        .getEntriesByType('resource')
        // The browser fetches scripts of linked pages ahead, past the worker.
        .filter((entry) => (entry as PerformanceResourceTiming).initiatorType !== 'link')
        .map(({ name }) => name)
        .filter((url) => url.includes('/assets/js/'));
      const scripts = [...document.scripts].map(({ src }) => src).filter((src) => src !== '');
      const wanted = [...new Set([origin + pathname, ...scripts, ...loaded])];
      const kept = await Promise.all(wanted.map((url) => caches.match(url)));
      return wanted.filter((_, i) => kept[i] === undefined);
    });
  await expect.poll(missing).toEqual([]);
}

const releaseOf = (page: Page) =>
  page.locator('meta[name="leafwise-release"]').getAttribute('content');

async function keepSite(page: Page): Promise<void> {
  await page.goto('./offline');
  await page.getByRole('button', { name: 'Keep for offline' }).click();
  await expect(page.getByText('All pages are kept in this browser')).toBeVisible({
    timeout: 90_000,
  });
}

/** Presses Keep, and waits until some of the site is here. */
async function beginToKeep(page: Page): Promise<void> {
  await page.goto('./offline');
  await page.getByRole('button', { name: 'Keep for offline' }).click();
  await expect(page.getByText(/Keeping it: [1-9]/)).toBeVisible();
}

test('a page that was opened opens without the site, and its lab starts', async ({
  page,
  site,
}) => {
  const opened = new GuidePage(page);
  await opened.open();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await opened.run();
  await page.waitForFunction(() => performance.getEntriesByName('leafwise: all parts are here')[0]);
  await isKept(page);
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .toContain('leafwise-modules');
  await site.close();
  await opened.open();
  await opened.run();
  await expect(await opened.perform(steps.create)).toContainText('ORDERS');
});

test('what was on its way when the worker came is kept with the page', async ({ page, site }) => {
  const { href } = new URL('img/icon-maskable.png', site.url);
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(href, async (route) => {
    await held;
    await route.continue();
  });
  // Before the page has loaded, it would wait for it.
  await page.addInitScript(
    (url) => addEventListener('load', () => setTimeout(() => void fetch(url))),
    href,
  );
  await page.goto(guide);
  await isKept(page);
  const kept = () => page.evaluate(async (url) => (await caches.match(url)) !== undefined, href);
  expect(await kept()).toBe(false);
  arrive();
  await expect.poll(kept).toBe(true);
});

test('a page that was not opened says so, and leads to those that were', async ({ page, site }) => {
  await page.goto(guide);
  await isKept(page);
  await site.close();
  await page.goto('./reference/glossary');
  await expect(notKept(page)).toBeVisible();
  await page.getByRole('link', { name: /Across the boundary/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Across the boundary');
});

test('the whole site is kept or nothing of it, and removed again', async ({ page, site }) => {
  await page.goto('./offline');
  await expect(
    page.getByText(
      /The whole site takes \d+\.\d MB of room on this device\. Less than that comes over the line/,
    ),
  ).toBeVisible();
  await expectCleanInBothThemes(page);
  const browser = await page.context().newCDPSession(page);
  const { origin } = new URL(site.url);
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8e6 });
  await page.getByRole('button', { name: 'Keep for offline' }).click();
  await expect(page.getByRole('alert')).toContainText('no room left');
  const wholes = () =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('whole')));
  expect(await wholes()).toEqual([]);
  await browser.send('Storage.overrideQuotaForOrigin', { origin });

  await keepSite(page);
  await site.close();
  for (const path of sample) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(notKept(page)).toBeHidden();
  }
  await page.goto('./llms.txt');
  await expect(page.getByText('# Leafwise')).toBeVisible();
  await page.goto('./guides/no-such-page');
  await expect(page.getByText('No page answers to this address.')).toBeVisible();
  const never = new GuidePage(page);
  await never.open();
  await never.run();

  await page.goto('./offline');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText(/The whole site takes/)).toBeVisible();
  await page.goto('./reference/console');
  await expect(notKept(page)).toBeVisible();
  // What was opened meanwhile stays.
  await never.open();
  await isKept(page);
});

test.describe('on a narrow line', () => {
  test.use({ lineBytes: 2e5 });

  test('the keeping goes on while other pages are open, is cancelled in another, and goes on from there', async ({
    page,
    context,
  }) => {
    const other = await context.newPage();
    await other.goto('./offline');
    await expect(other.getByText(/The whole site takes/)).toBeVisible();
    await beginToKeep(page);
    await expect(other.getByRole('progressbar', { name: 'Kept so far' })).toBeVisible();
    await page.goto('./reference/glossary');
    await page.goto('./offline');
    await expect(page.getByText(/Keeping it: [1-9]/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await other.getByRole('button', { name: 'Cancel' }).click();
    for (const each of [page, other])
      await expect(each.getByRole('alert')).toHaveText(
        'It was cancelled. The files that are here stay, and the next try goes on from there.',
      );
    const shown = (await page.getByText(/[1-9][\d.]* MB of it are here/).textContent())!;
    const here = Number(/([\d.]+) MB of it are here/.exec(shown)![1]);
    await page.getByRole('button', { name: 'Keep for offline' }).click();
    const goesOn = (await page.getByText(/Keeping it:/).textContent())!;
    expect(Number(/[\d.]+/.exec(goesOn)![0])).toBeGreaterThanOrEqual(here);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Remove what is here' }).click();
    for (const each of [page, other]) {
      await expect(each.getByText(/MB of it are here/)).toBeHidden();
      await expect(each.getByText(/The whole site takes/)).toBeVisible();
    }
    const names = await page.evaluate(() => caches.keys());
    expect(names.filter((name) => name.includes('whole'))).toEqual([]);
  });

  test('a line that breaks is said, and what is here of the site is no whole site', async ({
    page,
    site,
  }) => {
    await beginToKeep(page);
    await site.close();
    await expect(page.getByRole('alert')).toHaveText(
      'The site could no longer be reached. Look at your connection, then press again. ' +
        'The files that are here stay, and the next try goes on from there.',
    );
    await page.goto('./reference/console');
    await expect(notKept(page)).toBeVisible();
  });
});

test('a new release is said, and pages are of one release until it is taken, then of the other', async ({
  page,
  site,
}) => {
  await keepSite(page);
  const first = await releaseOf(page);
  const second = await site.release();
  expect(second).not.toBe(first);
  await page.goto(guide);
  const take = page.getByRole('button', { name: 'Load the new release' });
  await expect(take).toBeVisible({ timeout: 90_000 });
  for (const path of sample) {
    await page.goto(path);
    expect(await releaseOf(page), path).toBe(first);
  }
  await take.click();
  await expect.poll(() => releaseOf(page).catch(() => null)).toBe(second);
  await site.close();
  for (const path of sample) {
    await page.goto(path);
    expect(await releaseOf(page), path).toBe(second);
  }
});

test('where only opened pages are kept, a page of a new release takes it', async ({
  page,
  site,
}) => {
  await page.goto(guide);
  await isKept(page);
  await page.goto(sample[2]!);
  await isKept(page);
  const second = await site.release();
  await page.goto('./guides/hub-spoke');
  expect(await releaseOf(page)).toBe(second);
  await isKept(page);
  // Nothing of the old release stays once none of its pages is open.
  await expect
    .poll(() => page.evaluate(() => caches.keys()))
    .toEqual([expect.stringContaining(`seen ${second}`)]);
  // The host has said that the browser may take these from what it has for ten minutes.
  for (const path of [guide, sample[2]!]) {
    await page.goto(path);
    expect(await releaseOf(page), path).toBe(second);
  }
  await site.close();
  await page.goto('./guides/hub-spoke');
  expect(await releaseOf(page)).toBe(second);
});

test('a page that is older than the release that another page has taken says so', async ({
  page,
  context,
  site,
}) => {
  // It sees nothing of the new release coming: what watches for one arrives last.
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/\/assets\/js\/offline\.\w+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(guide);
  const first = await releaseOf(page);
  const other = await context.newPage();
  await other.goto('./');
  await isKept(other);
  const second = await site.release();
  await other.goto('./guides/hub-spoke');
  await expect
    .poll(() => other.evaluate(() => caches.keys()))
    .toContainEqual(expect.stringContaining(`seen ${second}`));
  arrive();
  expect(await releaseOf(page)).toBe(first);
  await page.getByRole('button', { name: 'Load the new release' }).click();
  await expect.poll(() => releaseOf(page).catch(() => null)).toBe(second);
  await expect(other.getByRole('button', { name: 'Load the new release' })).toBeHidden();
});

test('a frame registers nothing', async ({ page }) => {
  await page.goto('./embed');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestIdleCallback(() => requestIdleCallback(() => resolve())),
      ),
  );
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
});

test.describe('in a class', () => {
  test.use({ isOfClass: true });

  test('nothing is kept, and the page says why', async ({ page }) => {
    await page.goto('./offline');
    await expect(page.getByText(/belongs to a class/)).toBeVisible();
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
  });
});
