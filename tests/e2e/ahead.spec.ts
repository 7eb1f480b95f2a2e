import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GuidePage } from './guide-page.ts';

test.use({ metered: false });

/** The requests of a page for the server module, as they come. */
function modulesAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('.wasm')) asked.push(request.url());
  });
  return asked;
}

const isHere = (page: Page) =>
  expect(page.getByText('nats-server is here: starting fetches nothing.')).toBeVisible({
    timeout: 60_000,
  });

test('at the Start button all is made ready, and the press fetches nothing', async ({ page }) => {
  const asked = modulesAsked(page);
  const guide = new GuidePage(page);
  await guide.open();
  await guide.start.hover();
  await isHere(page);
  expect(asked).toHaveLength(1);
  await guide.run();
  expect(asked).toHaveLength(1);
  expect(page.workers()).toHaveLength(1);

  // The browser keeps it for the next visit, whose press fetches nothing either.
  await page.reload();
  await isHere(page);
  await guide.run();
  expect(asked).toHaveLength(1);
});

for (const [how, act] of [
  ['the keyboard is at a button that starts servers', (guide: GuidePage) => guide.start.focus()],
  ['a lab is scrolled to', ({ page }: GuidePage) => page.mouse.wheel(0, 40)],
] as const)
  test(`all is made ready when ${how}`, async ({ page }) => {
    const guide = new GuidePage(page);
    await guide.open();
    await guide.start.scrollIntoViewIfNeeded();
    await act(guide);
    await isHere(page);
  });

test('all is made ready for a lab that was scrolled to before the code of its page arrived', async ({
  page,
  context,
}) => {
  let arrive = () => {};
  const scrolled = new Promise<void>((resolve) => (arrive = resolve));
  await context.route('**/assets/js/main.*.js', async (route) => {
    await scrolled;
    await route.continue();
  });
  await page.goto('./guides/across-the-boundary', { waitUntil: 'commit' });
  await new GuidePage(page).start.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 40);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  arrive();
  await isHere(page);
});

test('where the reader spares data, the press is the first to fetch', async ({ page }) => {
  await page.addInitScript(() => {
    // Docusaurus looks at the rest.
    const line = {
      saveData: true,
      effectiveType: '4g',
      get type() {
        document.documentElement.dataset['looked'] = 'yes';
        return 'wifi';
      },
    };
    Object.defineProperty(navigator, 'connection', { value: line });
  });
  const asked = modulesAsked(page);
  const guide = new GuidePage(page);
  await guide.open();
  await guide.start.hover();
  await expect(page.locator('html[data-looked]')).toBeAttached();
  expect(page.workers()).toEqual([]);
  expect(asked).toEqual([]);
  await guide.run();
  expect(asked).toHaveLength(1);
});

/** The scripts of other pages that have been asked for ahead. */
const prefetched = (page: Page) => page.locator('head link[rel="prefetch"]');

/** Has a page fetched as a link to it does that comes into view. Answers whether it is. */
const prefetch = (page: Page, path: string) =>
  page.evaluate(async (to) => {
    const fetching = window.docusaurus.prefetch(new URL(to, document.baseURI).pathname);
    await fetching;
    return fetching !== false;
  }, path);

/**
 * Waits until links in view have been seen, and the browser was idle since: an observer that is made after theirs is called
 * after theirs, and so is what waits for idleness.
 */
const linksSeen = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new IntersectionObserver((_, observer) => {
          observer.disconnect();
          requestIdleCallback(() => requestIdleCallback(() => resolve()));
        }).observe(document.body);
      }),
  );

test('pages of links in view are fetched ahead, and none once a start fetches the module', async ({
  page,
  context,
}) => {
  // A browser measures its line, and may find this one slow.
  await page.addInitScript(() => {
    const value = { type: 'wifi', effectiveType: '4g', saveData: false };
    Object.defineProperty(navigator, 'connection', { value });
  });
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await context.route('**/*.wasm.*', async (route) => {
    await held;
    await route.continue();
  });
  const guide = new GuidePage(page);
  await guide.open();
  await expect.poll(() => prefetched(page).count()).toBeGreaterThan(0);
  await guide.start.click();
  await expect(page.getByText('Fetching nats-server')).toBeAttached();
  const before = await prefetched(page).count();
  expect(await prefetch(page, './workshop/agenda')).toBe(false);
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
  await linksSeen(page);
  await expect(prefetched(page)).toHaveCount(before);

  // A link that is pointed at is about to be followed.
  const script = page.waitForRequest((request) => request.resourceType() === 'script');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Labs' }).hover();
  await script;
  arrive();
  await guide.isRunning();
  expect(await prefetch(page, './workshop/agenda')).toBe(true);
});

test.describe('on a metered line', () => {
  test.use({ metered: true });

  test('no page is fetched ahead', async ({ page }) => {
    const guide = new GuidePage(page);
    await guide.open();
    await expect(page.locator('html[data-has-hydrated="true"]')).toBeAttached();
    await linksSeen(page);
    expect(await prefetch(page, './workshop/agenda')).toBe(false);
    await expect(prefetched(page)).toHaveCount(0);
  });
});

test.describe('a fetch ahead that fails', () => {
  test.use({ allowedProblems: /nats-server\.wasm|Failed to load resource/ });

  test('is told by nothing, and the press fetches it', async ({ page, context }) => {
    const failed = new Promise((resolve) => page.once('requestfailed', resolve));
    await context.route('**/*.wasm.*', (route) => route.abort());
    const guide = new GuidePage(page);
    await guide.open();
    await guide.start.hover();
    await failed;
    await context.unroute('**/*.wasm.*');
    await expect(page.getByRole('alert')).toBeHidden();
    await guide.run();
  });
});
