import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

/** The map that is shown at this width: it is drawn wide and compact. */
const spot = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Topology' }).getByRole('button', { name });

/** The last messages that crossed, each a button. */
const crossed = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: 'What crossed last' }).getByRole('button', { name }).first();

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function started(page: Page): Promise<GuidePage> {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  return guide;
}

test('a link is cut and healed on the map, and the copy and the requests across it know', async ({
  page,
}) => {
  const guide = await started(page);
  await guide.perform(steps.create);
  await guide.perform(steps.mirror);
  const map = page.getByRole('img', { name: 'Map of hub, leaf' }).first();
  await expect(map).toHaveAccessibleDescription(/stream ORDERS_COPY, mirror of ORDERS/);
  await spot(page, /^Link leaf-hub: (rtt|connected)/).click();
  const link = panel(page, 'link leaf-hub');
  await link.getByRole('button', { name: 'Cut the link' }).click();
  await expect(link.getByText('is cut: a dial is refused')).toBeVisible();
  await guide.perform(steps.publish);
  await expect(map.getByText('1 behind, waiting', { exact: true })).toBeVisible();
  await expect(await guide.perform(steps.read)).toContainText('503');
  await link.getByRole('button', { name: 'Heal the link' }).click();
  await expect(link.getByText('is connected')).toBeVisible();
  await expect(spot(page, /^Link leaf-hub: (rtt|connected)/)).toBeVisible();
});

test('a message is followed: its way, its subject at each hop, and why it went there', async ({
  page,
}) => {
  const guide = await started(page);
  await guide.perform(steps.own);
  await guide.perform(steps.create);
  await crossed(page, /hub → leaf \$JS\.leaf\.API\.STREAM\.CREATE\.ORDERS/).click();
  const message = panel(page, 'Message');
  await expect(message).toBeFocused();
  const way = message.getByRole('list', { name: 'The way of this message' }).getByRole('listitem');
  await expect(way).toHaveText([
    /^hub → leaf as \$JS\.leaf\.API\.STREAM\.CREATE\.ORDERS, because leaf wants \$JS\.leaf\.API\.STREAM\.>$/,
    /^at leaf it becomes \$JS\.API\.STREAM\.CREATE\.ORDERS, because leaf is the domain/,
  ]);
  await expect(message.getByLabel('Payload', { exact: true })).toContainText('orders.>');
  await page.keyboard.press('Escape');
  await expect(message).toBeHidden();
});

test('what a server refuses to tell at each connection is said quietly, with the rule', async ({
  page,
}) => {
  await started(page);
  await spot(page, /^Link leaf-hub/).click();
  await page.getByRole('button', { name: 'Cut the link' }).click();
  await page.getByRole('button', { name: 'Heal the link' }).click();
  // It answers no act of the reader's: one line says so, and the list of what crossed is as it was.
  await page.getByRole('button', { name: /^(hub|leaf) keeps \d+ subjects? at home/ }).click();
  await expect(panel(page, 'Refused')).toContainText(
    'JetStream without a domain, its key-value and its object API do not cross',
  );
});

test('the lines of the configurations that make a link show while it is pointed at', async ({
  page,
}) => {
  const guide = await started(page);
  const lines = (server: string) => guide.config(server).getByText(/^lines? .* makes? leaf-hub$/);
  await expect(lines('leaf')).toBeHidden();
  await spot(page, /^Link leaf-hub/).hover();
  await expect(lines('leaf')).toHaveText('lines 13 to 16 make leaf-hub');
  await expect(lines('hub')).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(lines('leaf')).toBeHidden();

  await guide.press('leaf', 'Edit');
  // The editor takes the focus once it is there.
  await expect(page.getByRole('textbox', { name: 'Configuration of leaf' })).toBeFocused();
  await spot(page, /^Link leaf-hub/).focus();
  await expect(lines('leaf')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page, 'link leaf-hub')).toBeFocused();
  await expect(lines('leaf')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(lines('leaf')).toBeHidden();
});

test('a link is made slow, and says so', async ({ page }) => {
  await started(page);
  await spot(page, /^Link leaf-hub/).click();
  const link = panel(page, 'link leaf-hub');
  await link.getByLabel('Delay each way').selectOption('200 ms');
  await expect(spot(page, /^Link leaf-hub: delay 200 ms/)).toBeVisible();
  await link.getByLabel('Delay each way').selectOption('none');
  await expect(spot(page, /^Link leaf-hub: (rtt|connected)/)).toBeVisible();

  // Two choices before the host has answered the first: both hold.
  await link.evaluate((panel) => {
    for (const [label, value] of [
      ['Delay', '50'],
      ['Bandwidth', '100000'],
    ] as const) {
      const labels = [...panel.querySelectorAll('label')];
      const choice = labels.find(({ textContent }) => textContent.startsWith(label))!.control;
      (choice as HTMLSelectElement).value = value;
      choice!.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  await expect(link.getByLabel('Bandwidth limit')).toHaveValue('100000');
  await expect(link.getByLabel('Delay each way')).toHaveValue('50');
});

test('a server is crashed, started and wiped; its data outlives the crash, and its copied disk the wipe', async ({
  page,
}) => {
  const guide = await started(page);
  await guide.perform(steps.create);
  await guide.perform(steps.publish);
  await spot(page, /^Server leaf: running/).click();
  const leaf = panel(page, 'server leaf');
  await leaf.getByRole('button', { name: 'Crash leaf' }).click();
  await expect(leaf.getByText(/is stopped|failed/)).toBeVisible();
  await leaf.getByRole('button', { name: 'Start leaf' }).click();
  await expect(leaf.getByText('runs nats-server')).toBeVisible();
  await expect(async () => {
    const read = await guide.perform(steps.read);
    await expect(read).toContainText('oak table', { timeout: 1000 });
  }).toPass();

  await leaf.getByRole('button', { name: 'Copy the disk of leaf' }).click();
  await leaf.getByRole('button', { name: 'Stop leaf' }).click();
  await leaf.getByRole('button', { name: 'Wipe what leaf stored' }).click();
  await expect(leaf.getByRole('group')).toHaveAccessibleName(
    'Wipe what leaf stored? That is ORDERS at leaf (1 message).',
  );
  await expect(leaf.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(leaf.getByRole('button', { name: 'Wipe what leaf stored' })).toBeFocused();
  await leaf.getByRole('button', { name: 'Wipe what leaf stored' }).click();
  await leaf.getByRole('button', { name: 'Wipe it' }).click();
  await expect(leaf.getByRole('status')).toContainText('Wiped: ORDERS at leaf (1 message).');
  await leaf.getByRole('button', { name: 'Start leaf' }).click();
  await expect(leaf.getByText('runs nats-server')).toBeVisible();
  await expect(async () => {
    const read = await guide.perform(steps.read);
    await expect(read).toContainText('stream not found', { timeout: 1000 });
  }).toPass();

  await leaf.getByRole('button', { name: 'Stop leaf' }).click();
  await leaf.getByRole('button', { name: 'Put the copied disk of leaf back' }).click();
  await leaf.getByRole('button', { name: 'Start leaf' }).click();
  await expect(leaf.getByText('runs nats-server')).toBeVisible();
  await expect(async () => {
    const read = await guide.perform(steps.read);
    await expect(read).toContainText('oak table', { timeout: 1000 });
  }).toPass();
});

test('a server tells its interest, its streams, its configuration and its log, down to each line of the protocol', async ({
  page,
}) => {
  const guide = await started(page);
  await spot(page, /^Server leaf/).click();
  const leaf = panel(page, 'server leaf');
  await expect(leaf.getByText(/domain leaf, \d+ bytes on disk/)).toBeVisible();
  await leaf.getByRole('tab', { name: 'Interest' }).click();
  await expect(leaf.getByRole('row', { name: '$JS.hub.API.STREAM.> from hub' })).toBeVisible();
  await guide.perform(steps.create);
  await leaf.getByRole('tab', { name: 'Streams' }).click();
  await expect(leaf.getByRole('button', { name: /^ORDERS stream/ })).toBeVisible();
  await leaf.getByRole('tab', { name: 'Configuration' }).click();
  await expect(leaf.getByText('nats-leaf://hub:7422')).toBeVisible();
  await leaf.getByRole('tab', { name: 'Log' }).click();
  const log = leaf.getByLabel('Log of leaf');
  await expect(log).toContainText('Server is ready');
  await leaf.getByLabel('Down to').selectOption('trace');
  await guide.perform(steps.read);
  await expect(log).toContainText(/TRC .*ORDERS/);
});

test('a screen reader hears what crosses', async ({ page }) => {
  const guide = await started(page);
  await guide.perform(steps.create);
  const said = page.getByRole('log', { name: 'What crosses' });
  await expect(said).toContainText(/\d+ messages? crossed from hub to leaf/);
  await spot(page, /^Link leaf-hub/).click();
  await page.getByRole('button', { name: 'Cut the link' }).click();
  await expect(said).toContainText('Link leaf-hub is cut.');
});

test('who is connected and what they want stands on the map and in the link', async ({ page }) => {
  await page.goto('./labs/cross-a-domain');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  const prompt = page.getByRole('textbox', { name: 'Command at hub' });
  await prompt.fill('sub "orders.>"');
  await prompt.press('Enter');
  await expect(
    page.getByRole('img', { name: 'Map of hub, leaf' }).first(),
  ).toHaveAccessibleDescription(/clients .*\(wants orders\.>\)/);
  await spot(page, /^Link leaf-hub/).click();
  const link = panel(page, 'link leaf-hub');
  await expect(link.getByRole('definition').filter({ hasText: 'orders.>' })).toBeVisible();
  await expect(link.getByRole('term').filter({ hasText: 'hub wants' })).toBeVisible();
});

test.describe('for a reader who asked for less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('what crossed stands still on the map, numbered', async ({ page }) => {
    const guide = await started(page);
    await guide.perform(steps.create);
    const trail = page.getByRole('list', { name: 'What crossed last' });
    await expect(trail).toContainText('$JS.leaf.API.STREAM.CREATE.ORDERS');
    // The request and its reply at the least, each with its number at its mark.
    const map = page.getByRole('img', { name: 'Map of hub, leaf' }).first();
    for (const number of ['1', '2']) {
      await expect(map.getByText(number, { exact: true })).toBeVisible();
    }
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await trail.getByRole('button', { name: /STREAM\.CREATE\.ORDERS/ }).press('Enter');
    await expect(panel(page, 'Message')).toContainText('because leaf wants');
  });
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the map is tall, and a link can be cut on it', async ({ page }) => {
    await started(page);
    await spot(page, /^Link leaf-hub/).click();
    await page.getByRole('button', { name: 'Cut the link' }).click();
    await expect(page.getByText('is cut: a dial is refused')).toBeVisible();
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);
  });
});

test('a reset brings back empty disks, whole links and the original configurations', async ({
  page,
}) => {
  const guide = await started(page);
  await guide.perform(steps.create);
  await spot(page, /^Link leaf-hub/).click();
  await page.getByRole('button', { name: 'Cut the link' }).click();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Keep all' }).click();
  await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "hub"');

  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Wipe and start again' }).click();
  await expect(spot(page, /^Link leaf-hub: (rtt|connected)/)).toBeVisible();
  await guide.isRunning();
  await expect(page.getByText('Messages that cross show here.')).toBeVisible();
  await expect(async () => {
    const read = await guide.perform(steps.read);
    await expect(read).toContainText('stream not found', { timeout: 1000 });
  }).toPass();
});
