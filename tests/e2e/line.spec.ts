import type { BrowserContext, Page } from '@playwright/test';
import { allHere } from '../../src/loading/part.ts';
import { expect, test } from './fixtures.ts';

/** What a page prints and asks for in vain while its site does not answer. */
test.use({
  allowedProblems:
    /ERR_INTERNET_DISCONNECTED|ERR_FAILED|404|ChunkLoadError|Loading (CSS )?chunk|NotLoaded|Failed to load|broken on purpose/,
});

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

async function start(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('button', { name: 'Start the servers' }).first().click();
  await isRunning(page);
}

const isRunning = (page: Page) =>
  expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });

async function type(page: Page, server: string, line: string) {
  await tab(page, `${server}$`).click();
  const prompt = page.getByRole('textbox', { name: `Command at ${server}` });
  await prompt.fill(line);
  await prompt.press('Enter');
  return page.getByRole('log', { name: `What ${server} answered` });
}

/** Keeps the page from fetching anything before it is wanted. */
const fetchNothingAhead = (page: Page) =>
  page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });

/** Has the site answer as one does that has moved on to another release. */
async function replace(context: BrowserContext) {
  await context.route('**/assets/**', (route) =>
    route.fulfill({ status: 404, contentType: 'text/html', body: '<p>Not found</p>' }),
  );
  const home = await (await context.request.get('./')).text();
  const body = home.replaceAll(/runtime~main\.\w+/g, 'runtime~main.0new');
  await context.route(/:\d+\/$/, (route) => route.fulfill({ contentType: 'text/html', body }));
}

test('with servers running and the network gone, every instrument works, and a page that does not arrive ends nothing', async ({
  page,
  context,
}) => {
  await start(page, './labs/cross-a-domain');
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, allHere);
  await context.setOffline(true);

  const told = await type(page, 'leaf', 'stream add ORDERS --subjects orders.> --defaults');
  await expect(told).toContainText('Stream ORDERS was created');
  await type(page, 'hub', 'pub orders.new table');
  await expect(page.getByText('New file').first()).toBeAttached();

  await tab(page, 'Streams').click();
  const streams = page.getByRole('region', { name: 'Streams' });
  await streams.getByRole('button', { name: /^ORDERS/ }).click();
  await expect(streams).toContainText('1 message, ');
  await streams.getByRole('button', { name: 'Read messages' }).click();
  await expect(streams).toContainText('orders.new');
  await tab(page, 'Rates').click();
  const rates = page.getByRole('region', { name: 'Rates' });
  await expect(rates.getByRole('radio', { name: 'Bytes a second' })).toBeVisible();
  await tab(page, 'Wire').click();
  await page
    .getByRole('gridcell', { name: /^LMSG orders\.new|^RMSG|LMSG/ })
    .first()
    .click();
  await tab(page, 'Configuration').click();
  const leaf = page.getByRole('figure', { name: 'leaf.conf' });
  await leaf.getByRole('button', { name: 'Edit (leaf)' }).click();
  await expect(leaf.getByRole('textbox')).toBeVisible();
  await leaf.getByRole('button', { name: 'Show changes (leaf)' }).click();
  await leaf.getByRole('button', { name: 'Keys (leaf)' }).click();
  await expect(leaf.getByText('leafnodes.remotes').first()).toBeVisible();

  const map = page.getByRole('region', { name: 'Topology' });
  await map
    .getByRole('button', { name: /leaf → hub|hub → leaf/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Message', exact: true })).toBeVisible();
  await map.getByRole('button', { name: /^Server leaf/ }).click();
  await expect(page.getByRole('button', { name: 'Stop leaf' })).toBeVisible();

  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('combobox').fill('mirror');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'The page that you went to' });
  await expect(notice).toContainText('cannot be reached');
  await expect(page).toHaveURL(/labs\/cross-a-domain$/);
  await expect(page.locator('#nprogress')).toHaveCount(0);
  await notice.getByRole('button', { name: 'Stay here' }).click();
  await expect(await type(page, 'hub', 'stream ls --domain leaf')).toContainText('ORDERS');

  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('combobox').fill('mirror');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(notice).toBeVisible();
  await context.setOffline(false);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page).not.toHaveURL(/labs\/cross-a-domain$/);
  await expect(notice).toBeHidden();
});

test('what was not fetched before the network went says so in its place, and comes with the network', async ({
  page,
  context,
}) => {
  await fetchNothingAhead(page);
  await start(page, './labs/cross-a-domain');
  await context.setOffline(true);
  for (const [name, what] of [
    ['Streams', 'The streams'],
    ['Rates', 'The rates'],
  ] as const) {
    await tab(page, name).click();
    const alert = page.getByRole('alert').filter({ hasText: `${what} could not be loaded` });
    await expect(alert).toContainText('All else on this page works on');
  }
  await page.keyboard.press('/');
  await expect(page.getByRole('alert').filter({ hasText: 'The search' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await tab(page, 'Configuration').click();
  await page.getByRole('button', { name: 'Edit (leaf)' }).click();
  await page.getByRole('button', { name: 'Keys (leaf)' }).click();
  for (const what of ['The editor', 'The list of keys']) {
    await expect(
      page.getByRole('alert').filter({ hasText: `${what} could not be loaded` }),
    ).toContainText('cannot be reached');
  }
  // An ordinary exception ends no more than what it is in.
  await page.evaluate(() => {
    const whole = window.ResizeObserver;
    window.addEventListener('mend', () => (window.ResizeObserver = whole));
    window.ResizeObserver = function () {
      throw new Error('broken on purpose');
    } as never;
  });
  await tab(page, 'Wire').click();
  await expect(page.getByRole('alert').filter({ hasText: 'The wire failed' })).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('mend')));
  await expect(await type(page, 'hub', 'rtt')).toContainText(/nats:\/\/hub: [\d.]+[mµ]?s/);

  await tab(page, 'Rates').click();
  await context.setOffline(false);
  const rates = page.getByRole('region', { name: 'Rates' });
  await expect(rates.getByRole('radio', { name: 'Bytes a second' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'The rates' })).toBeHidden();
});

test('a new release under an open page is told of, before Start and after, and the servers run on', async ({
  page,
  context,
}) => {
  await fetchNothingAhead(page);
  await page.goto('./labs/cross-a-domain');
  const begin = page.getByRole('button', { name: /^Start (the servers|again)/ });
  await expect(page.locator('html')).toHaveAttribute('data-has-hydrated', 'true');
  await replace(context);
  await begin.click();
  await expect(page.getByRole('alert').filter({ hasText: 'did not start' })).toContainText(
    'A new release of this site is out',
  );
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await begin.click();
  await isRunning(page);

  await replace(context);
  await tab(page, 'Streams').click();
  const alert = page.getByRole('alert').filter({ hasText: 'The streams could not be loaded' });
  await expect(alert).toContainText('To load the page fresh ends its servers');
  await page.getByRole('link', { name: 'Troubleshooting' }).first().click();
  const notice = page.getByRole('alert').filter({ hasText: 'The page that you went to' });
  await expect(notice).toContainText('A new release of this site is out');
  await expect(page).toHaveURL(/labs\/cross-a-domain$/);
  await expect(await type(page, 'hub', 'rtt')).toContainText(/nats:\/\/hub: [\d.]+[mµ]?s/);

  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await notice.getByRole('link', { name: 'Load it fresh' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/troubleshooting/);
});

test('a press before the page is live is taken, said, and done once it is', async ({
  page,
  context,
}) => {
  let arrive = () => {};
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await context.route('**/assets/js/main*', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('./labs/cross-a-domain', { waitUntil: 'commit' });
  await page.waitForFunction(
    () =>
      performance.getEntriesByName(
        document.querySelector<HTMLScriptElement>('script[src*=early-press]')?.src ?? '',
      ).length > 0,
  );
  await page.getByRole('button', { name: 'Start the servers' }).click();
  const taken = page.getByRole('status').filter({ hasText: 'still loading' });
  await expect(taken).toContainText('“Start the servers”: pressed as soon as it is there.');
  arrive();
  await isRunning(page);
  await expect(taken).toBeHidden();
});

test.describe('a server module that arrives in parts', () => {
  test('has its size named, is told of at its byte and not as a loss, and goes on from there', async ({
    page,
    context,
  }) => {
    const ranges: string[] = [];
    await context.route('**/*.wasm.*.br', async (route) => {
      const headers = route.request().headers();
      ranges.push(headers['range'] ?? '');
      const response = await route.fetch({ headers: { ...headers, range: '', 'if-range': '' } });
      const whole = await response.body();
      const from = Number(/\d+/.exec(headers['range'] ?? '0')![0]);
      // Twice the line breaks in the middle, and then before it brings any more.
      const brings = [1_000_000, 1_000_000, 0][ranges.length - 1] ?? whole.length;
      const part = whole.subarray(from, from + brings);
      await route.fulfill({
        status: from > 0 ? 206 : 200,
        headers: {
          'content-type': 'application/gzip',
          'content-length': String(whole.length - from),
          'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}`,
          etag: '"one"',
        },
        body: part,
      });
    });
    await page.goto('./labs/cross-a-domain');
    await expect(page.getByText(/^Starting fetches nats-server: \d\.\d MB, once/)).toBeVisible();
    await page.getByRole('button', { name: 'Start the servers' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(/did not start\. The line broke at byte [\d,]+ of [\d,]+\./);
    await expect(alert).not.toContainText('gone');
    await page.getByRole('button', { name: /^Go on from \d\.\d of \d\.\d MB/ }).click();
    await isRunning(page);
    expect(ranges.slice(1).every((range) => /^bytes=[1-9]/.test(range))).toBe(true);
  });
});

test.describe('of what is fetched ahead', () => {
  test.use({ allowedProblems: /^request failed|^console: Failed to load resource/ });
  for (const [what, path] of [
    ['offline', './'],
    ['desk', './bench'],
  ] as const) {
    test(`${what}, which does not arrive, throws nothing`, async ({ page }) => {
      const asked = page.waitForEvent('requestfailed');
      await page.route(`**/assets/js/${what}.*.js`, (route) => route.abort('failed'));
      await page.goto(path);
      expect((await asked).url()).toContain(`/${what}.`);
      // What it threw has been told before the page answers another one.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    });
  }
});
