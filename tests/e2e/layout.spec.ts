import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GuidePage } from './guide-page.ts';

const runs = (page: Page) =>
  expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });

const start = async (page: Page) => {
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await runs(page);
};

const box = async (locator: Locator) => {
  const found = await locator.boundingBox();
  if (!found) throw new Error('It is not drawn.');
  return found;
};

/** The deepest nest of boxes that can be scrolled, the page aside. */
const nest = (page: Page) =>
  page.evaluate(() => {
    const scrolls = (element: Element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowY) &&
      element.scrollHeight > element.clientHeight + 1;
    let deepest = 0;
    for (const element of document.querySelectorAll('aside *')) {
      if (!element.checkVisibility()) continue;
      let depth = 0;
      for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
        if (scrolls(at)) depth++;
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  });

const hubCommand = (page: Page) => page.getByRole('textbox', { name: 'Command at hub' });
const shownMap = (page: Page) =>
  page.getByRole('img', { name: 'Map of hub, leaf' }).locator('visible=true').first();

test('map and console of a lab are in view beside the step, and panels leave them there', async ({
  page,
}) => {
  test.slow();
  await page.goto('./labs/cross-a-domain');
  await start(page);
  const bench = page.getByRole('complementary', { name: 'Bench' });
  const link = page.getByRole('region', { name: 'link leaf-hub', exact: true });
  for (const [width, height] of [
    [1024, 768],
    [1180, 820],
    [1280, 720],
    [1366, 768],
    [1440, 900],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    const size = `${width} × ${height}`;
    await page.evaluate(() => window.scrollTo(0, 0));
    const heading = await box(page.getByRole('heading', { level: 1 }));
    const top = (await box(page.getByRole('navigation', { name: 'Main' }))).height;
    const beside = await box(bench);
    expect(beside.y, `top of the bench at ${size}`).toBeLessThanOrEqual(top);
    expect(beside.x, `bench beside the heading at ${size}`).toBeGreaterThan(heading.x + 250);
    for (const scrolled of [0, 700]) {
      await page.evaluate((y) => window.scrollTo(0, y), scrolled);
      await expect(shownMap(page), `map at ${size}`).toBeInViewport({ ratio: 1 });
      await expect(hubCommand(page), `prompt at ${size}`).toBeInViewport({ ratio: 1 });
      const map = await box(shownMap(page));
      expect(map.width, `map is wide at ${size}`).toBeGreaterThan(map.height);
      expect(map.y, `map below the top bar at ${size}`).toBeGreaterThanOrEqual(top);
    }
    await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
    await expect(link.getByRole('button', { name: 'Cut the link' })).toBeInViewport({ ratio: 1 });
    await expect(shownMap(page)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('tab', { name: 'hub$' })).toBeInViewport({ ratio: 1 });
    expect(await nest(page), `scrollers in scrollers at ${size}`).toBeLessThanOrEqual(1);
    await link.getByRole('button', { name: 'Close' }).click();
    await expect(hubCommand(page)).toBeInViewport({ ratio: 1 });
  }
});

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const) {
  test(`a guide keeps the state of its links in view at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const guide = new GuidePage(page);
    await guide.open();
    await guide.run();
    const strip = page.getByRole('button', { name: /leaf.* to .*hub: / });
    await expect(strip).toBeHidden();
    await page.getByRole('navigation', { name: 'Docs pages' }).scrollIntoViewIfNeeded();
    await expect(strip).toBeInViewport({ ratio: 1 });
    expect((await box(strip)).height).toBeLessThanOrEqual(40);
    await strip.click();
    await expect(shownMap(page)).toBeInViewport();
    await expect(strip).toBeHidden();
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the bench is a sheet that Back, Escape and a tap beside it close, and the lab runs on', async ({
    page,
  }) => {
    await page.goto('./labs/cross-a-domain');
    await start(page);
    await page.evaluate(() => window.scrollTo(0, 300));
    const handle = page.getByRole('button', { name: 'Bench: map, consoles, configuration' });
    const prompt = hubCommand(page);
    const address = page.url();
    const closed = async () => {
      await expect(prompt).toBeHidden();
      await runs(page);
      expect(page.url()).toBe(address);
      expect(await page.evaluate(() => window.scrollY)).toBe(300);
    };

    await handle.click();
    await expect(prompt, 'without a scroll past the map').toBeInViewport({ ratio: 1 });
    await page.mouse.wheel(0, 500);
    const tabs = await page
      .getByRole('tablist', { name: 'Instruments' })
      .getByRole('tab')
      .evaluateAll((all) => new Set(all.map((each) => each.getBoundingClientRect().top)).size);
    expect(tabs, 'rows of tabs').toBe(1);
    await page.goBack();
    await closed();

    await handle.click();
    await prompt.focus();
    await page.keyboard.press('Escape');
    await closed();

    await handle.click();
    await page.touchscreen.tap(195, 90);
    await closed();

    // The keyboard of a phone, to which the page gives way.
    await handle.click();
    await prompt.fill('help');
    await prompt.press('Enter');
    for (const [width, height] of [
      [390, 508],
      [360, 340],
    ] as const) {
      await page.setViewportSize({ width, height });
      await prompt.focus();
      await expect(prompt, `at ${width} × ${height}`).toBeInViewport({ ratio: 1 });
    }
    await page.getByRole('button', { name: 'Back to the steps' }).click();
    await expect(prompt).toBeHidden();
    await page.goBack();
    await expect(page, 'no entry of the sheet is left').not.toHaveURL(address);
  });

  test('what is pressed is 24 px high and wide, and no field makes the page zoom', async ({
    page,
  }) => {
    test.slow();
    for (const path of [
      './',
      './guides/what-a-leaf-node-is',
      './guides/across-the-boundary',
      './labs',
      './labs/cross-a-domain',
      './troubleshooting',
      './troubleshooting/offline-data-never-syncs',
      './troubleshooting/messages',
      './pick-a-topology',
      './labs/join-your-tab',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const handle = page.getByRole('button', { name: 'Bench: map, consoles, configuration' });
      if (await handle.isVisible()) {
        await start(page);
        await handle.click();
        await page.getByRole('tab', { name: 'Wire' }).click();
      }
      expect.soft(await tooSmall(page), path).toEqual([]);
      await page.goto('about:blank');
    }
  });
});

/** Controls that a finger misses; links within a text are as high as its lines. */
const tooSmall = (page: Page) =>
  page.evaluate(() => {
    const controls = 'button, input, select, textarea, .cm-content, summary, [role=tab], nav a';
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(controls)) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // A field may be pressed by its label.
      const label = (element as HTMLInputElement).labels?.[0];
      const { width, height } = element.getBoundingClientRect();
      const area = label?.contains(element) ? label.getBoundingClientRect() : { width, height };
      const what = `${element.outerHTML.slice(0, 120)} ${Math.round(width)} × ${Math.round(height)}`;
      if (width <= 1 || height <= 1) continue;
      if (Math.min(area.width, area.height) < 23.9) small.push(what);
      const isField = element.matches(
        'input:not([type=checkbox], [type=radio], [type=file]), select, textarea, .cm-content',
      );
      const font = parseFloat(getComputedStyle(element).fontSize);
      if (isField && font < 16) small.push(`${what}, letters of ${font} px`);
    }
    return small;
  });

for (const [width, height] of [
  [1280, 800],
  [390, 844],
] as const) {
  test(`home says what it is, sends a message at one press, and has three ways in, at ${width} × ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto('./');
    const send = page.getByRole('button', { name: 'Send the order to the hub' });
    const waysIn = ['First guide: 10 minutes', 'All troubles', 'Open the bench'];
    const ways = waysIn.map((name) => page.getByRole('link', { name }));
    for (const shown of [
      page.getByRole('heading', { level: 1 }),
      page.getByText('real nats-server, compiled to WebAssembly'),
      send,
      page.getByText(/^Starts the servers first \(.* MB, once\)/),
      ...(width > 500 ? ways : []),
    ]) {
      await expect(shown.first()).toBeInViewport({ ratio: 1 });
    }
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const said = (words: string | RegExp) => expect(page.getByText(words).first()).toBeVisible();
    await page.getByLabel('An order, on the subject orders.new').fill('two elm chairs');
    await send.click();
    await said('1 sent, 1 arrived at the hub. The subscriber there has “two elm chairs”.');
    if (width < 500) return;
    for (const way of ways) await expect(way, 'while servers run').toBeInViewport({ ratio: 1 });
    await page.getByLabel('An order, on the subject orders.new').press('Enter');
    await said('2 sent, 2 arrived at the hub.');
    await press('Cut the link');
    await send.click();
    await said(/^3 sent, 2 arrived at the hub\./);
    await press('Heal the link');
    await press('Cross a domain');
    await said(/ORDERS_COPY at the hub waits/);
    await send.click();
    await expect(page.getByRole('img', { name: /^Map of/ }).first()).toHaveAccessibleDescription(
      /stream ORDERS, 1 message; .*stream ORDERS_COPY, mirror of ORDERS, 1 message|stream ORDERS_COPY, mirror of ORDERS, 1 message.*stream ORDERS, 1 message/,
    );
    await page.getByRole('link', { name: 'Continue with the first guide' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('What a leaf node is');
  });
}
