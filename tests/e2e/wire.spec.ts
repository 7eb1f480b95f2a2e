import type { Locator, Page } from '@playwright/test';
import { expectCleanInBothThemes, expectNoOverflow } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

/** The guide with its servers running and a stream made in the other domain, and its table of frames. */
async function withWire(page: Page): Promise<{ guide: GuidePage; wire: Locator; grid: Locator }> {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.perform(steps.create);
  const wire = page.getByRole('region', { name: 'The wire' });
  const grid = wire.getByRole('grid', { name: 'Frames' });
  await expect(request(grid)).toBeVisible();
  return { guide, wire, grid };
}

const request = (grid: Locator) =>
  grid.getByRole('row', { name: /hub → leaf.*STREAM\.CREATE\.ORDERS/ });

const upkeep = 'Interest, handshakes and heartbeats too';

/** The rows below the head. */
const frames = (grid: Locator) =>
  grid.getByRole('row').filter({ has: grid.page().getByRole('gridcell') });

test('a request leads to its reply and back, and says why it was sent', async ({ page }) => {
  const { wire, grid } = await withWire(page);
  await request(grid).click();
  const frame = wire.getByRole('region', { name: /^Frame LMSG \$JS\.leaf\.API\.STREAM\.CREATE/ });
  await expect(frame).toBeFocused();
  await expect(frame.getByRole('list', { name: 'The way of this message' })).toContainText(
    'hub → leaf as $JS.leaf.API.STREAM.CREATE.ORDERS, because leaf wants $JS.leaf.API.',
  );
  await expect(frame.getByLabel('Payload', { exact: true })).toContainText(
    '"subjects":["orders.>"]',
  );
  await frame.getByRole('radio', { name: 'JSON' }).check();
  await expect(frame.getByLabel('Payload', { exact: true })).toContainText('  "name": "ORDERS",');
  await frame.getByRole('radio', { name: 'hex' }).check();
  await expect(frame.getByLabel('Payload', { exact: true })).toContainText('0000  7b 22');

  await frame.getByRole('button', { name: 'Go to its reply' }).click();
  const reply = wire.getByRole('region', { name: /^Frame LMSG/ });
  await expect(reply).toContainText('leaf → hub');
  await reply.getByRole('button', { name: 'Go to its request' }).click();
  await expect(frame).toBeFocused();
  await frame.getByRole('button', { name: 'Close frame' }).click();
  await expect(grid).toBeFocused();
});

test('frames are filtered by subject, direction and class', async ({ page }) => {
  const { wire, grid } = await withWire(page);
  const subject = wire.getByRole('textbox', { name: 'Subject' });
  await subject.fill('$JS.>.CREATE');
  await expect(subject).toHaveAccessibleDescription(/> stands only at the end. Write \$JS\.>/);
  await subject.fill('$JS.leaf.API.STREAM.*.ORDERS');
  await expect(subject).toHaveAccessibleDescription('');
  await expect(frames(grid)).toHaveCount(1);
  await expect(request(grid)).toBeVisible();

  // Its reply does not pass the filter: to go there is to leave it.
  await request(grid).click();
  await wire.getByRole('button', { name: 'Go to its reply, showing all frames' }).click();
  await expect(subject).toHaveValue('');
  await expect(grid.getByRole('row', { selected: true })).toContainText('leaf → hub');
  await grid.scrollIntoViewIfNeeded();
  await expect(grid.getByRole('row', { selected: true })).toBeInViewport();

  await wire.getByRole('combobox', { name: 'Direction' }).selectOption('leaf → hub');
  await expect(request(grid)).toHaveCount(0);
  await wire.getByRole('combobox', { name: 'Direction' }).selectOption('Both ways');
  await wire.getByText('Classes: 9 of 9').click();
  await wire.getByRole('checkbox', { name: 'JetStream API' }).uncheck();
  await expect(request(grid)).toHaveCount(0);
  await expect(wire.getByText('Classes: 8 of 9')).toBeVisible();
});

test('a refusal is a row of its own, with the server and the rule', async ({ page }) => {
  const { wire, grid, guide } = await withWire(page);
  await guide.perform(steps.withoutDomain);
  await wire.getByText(/^Classes:/).click();
  for (const box of await wire
    .getByRole('group', { name: 'Show the class' })
    .getByRole('checkbox')
    .all()) {
    await box.uncheck();
  }
  await expect(wire.getByText('No frame passes the filter.')).toBeVisible();
  await wire.getByRole('checkbox', { name: 'refused' }).check();
  // Servers refuse some interest when a link starts, and log that at level debug only.
  await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
  await page.getByRole('button', { name: 'Cut the link', exact: true }).click();
  await page.getByRole('button', { name: 'Heal the link' }).click();
  const refused = grid.getByRole('row', { name: /at (hub|leaf).*refused.*\$JS\.API/ }).first();
  await refused.click();
  const details = wire.getByRole('region', { name: /^Refused \$JS\.API/ });
  await expect(details).toContainText('blocking rule');
});

test('of several links one is chosen, and a refusal stands at the link it was at', async ({
  page,
}) => {
  await page.goto('./labs/aggregate-leaves');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Link east-hub/ }).click();
  await page.getByRole('button', { name: 'Cut the link', exact: true }).click();
  await page.getByRole('button', { name: 'Heal the link' }).click();
  await expect(
    page.getByRole('button', { name: /^(hub|east) keeps \d+ subjects? at home/ }),
  ).toBeVisible();

  await page.getByRole('tab', { name: 'Wire' }).click();
  const wire = page.getByRole('region', { name: 'The wire' });
  const grid = wire.getByRole('grid', { name: 'Frames' });
  await wire.getByRole('checkbox', { name: upkeep }).check();
  const way = wire.getByRole('combobox', { name: 'Link and direction' });
  await way.selectOption('west-hub, both ways');
  await expect(grid.getByRole('row', { name: /hub → west|west → hub/ }).first()).toBeVisible();
  await expect(grid.getByRole('row', { name: /east (→|$)|→ east/ })).toHaveCount(0);
  await way.selectOption('east → hub');
  await expect(grid.getByRole('row', { name: /east → hub/ }).first()).toBeVisible();
  await expect(grid.getByRole('row', { name: /west → hub|hub →/ })).toHaveCount(0);
});

test('it follows the end until the reader scrolls away, and stands still when paused', async ({
  page,
}) => {
  const { wire, grid, guide } = await withWire(page);
  await wire.getByRole('checkbox', { name: upkeep }).check();
  // A frame that comes at the same moment may bring the end back, as it does to a reader.
  await expect(async () => {
    await grid.hover();
    await page.mouse.wheel(0, -5000);
    await expect(grid.getByRole('row', { name: /INFO/ }).first()).toBeInViewport({ timeout: 1000 });
  }).toPass();
  await guide.perform(steps.read);
  await grid.scrollIntoViewIfNeeded();
  const newer = wire.getByRole('button', { name: /\d+ newer frames?/ });
  await expect(grid.getByRole('row', { name: /INFO/ }).first()).toBeInViewport();
  await newer.click();
  await expect(newer).toHaveCount(0);
  await expect(grid).toBeFocused();

  await wire.getByRole('button', { name: 'Pause' }).click();
  const rows = await grid.getAttribute('aria-rowcount');
  await guide.perform(steps.own);
  await guide.perform(steps.read);
  await expect(wire.getByText(/Paused, [1-9]\d* newer\./)).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', rows!);
  await wire.getByRole('button', { name: 'Resume' }).click();
  await expect(grid).not.toHaveAttribute('aria-rowcount', rows!);
  await grid.scrollIntoViewIfNeeded();
  await expect(
    grid.getByRole('row', { name: /STREAM\.MSG\.GET\.ORDERS|DIRECT\.GET/ }).last(),
  ).toBeInViewport();
});

test('it is worked by keyboard alone, and rows that come do not take the focus', async ({
  page,
}) => {
  const { wire, grid, guide } = await withWire(page);
  await wire.getByRole('checkbox', { name: upkeep }).focus();
  await page.keyboard.press('Space');
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const active = grid.getByRole('row').nth(1);
  await expect(grid).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id'))!);
  const before = await grid.getAttribute('aria-activedescendant');
  // Another client is at work: pressed by script, since a click would take the focus itself.
  await guide
    .step(steps.read)
    .getByRole('button', { name: /^Run/ })
    .evaluate((run: HTMLElement) => run.click());
  await expect(guide.step(steps.read).getByRole('status')).not.toBeEmpty();
  await expect(wire.getByRole('button', { name: /newer frame/ })).toBeVisible();
  await expect(grid).toBeFocused();
  await expect(grid).toHaveAttribute('aria-activedescendant', before!);

  await page.keyboard.press('Enter');
  const frame = wire.getByRole('region', { name: /^Frame / });
  await expect(frame).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(frame).toHaveCount(0);
  await expect(grid).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(frame).toBeFocused();
  await page.keyboard.press('Escape');

  await wire.getByRole('button', { name: 'Clear' }).focus();
  await page.keyboard.press('Enter');
  await expect(wire.getByText('No frame has crossed yet.')).toBeVisible();
  await expect(wire.getByRole('button', { name: 'Clear' })).toBeFocused();
});

test('one frame is copied, and all that are shown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { wire, grid } = await withWire(page);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await request(grid).click();
  await wire.getByRole('button', { name: 'Copy frame' }).click();
  await expect(wire.getByText('Copied.')).toBeVisible();
  expect(await clipboard()).toMatch(
    /hub → leaf \(leaf-hub\)\nLMSG \$JS\.leaf\.API.*\n[^]*"subjects"/,
  );
  await wire.getByRole('button', { name: 'Copy shown' }).click();
  await expect.poll(clipboard).toMatch(/leaf → hub[^]*hub → leaf|hub → leaf[^]*leaf → hub/);
});

test('rows go on paper', async ({ page }) => {
  const { wire, grid } = await withWire(page);
  await wire.getByRole('checkbox', { name: upkeep }).check();
  await page.emulateMedia({ media: 'print' });
  // More may cross meanwhile.
  await expect(async () => {
    const count = Number(await grid.getAttribute('aria-rowcount'));
    expect(await grid.getByRole('row').count()).toBe(count);
  }).toPass();
});

for (const width of [1280, 390]) {
  test(`axe finds nothing with a frame open at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const { wire, grid } = await withWire(page);
    await wire.getByText(/^Classes:/).click();
    await wire.getByRole('textbox', { name: 'Subject' }).fill('a..b');
    await request(grid).click();
    await expect(wire.getByRole('button', { name: 'Close frame' })).toBeVisible();
    await expectCleanInBothThemes(page);
    await expectNoOverflow(page);
  });
}
