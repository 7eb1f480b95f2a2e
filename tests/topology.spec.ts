import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './lab.ts';

/** The map that is shown at this width: it is drawn wide and compact. */
const spot = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Topology' }).getByRole('button', { name });

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function started(page: Page): Promise<GuidePage> {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  return guide;
}

test('a link is cut and healed on the map, and requests across it know', async ({ page }) => {
  const guide = await started(page);
  await guide.perform(steps.create);
  await spot(page, /^Link leaf-hub: (rtt|connected)/).click();
  const link = panel(page, 'link leaf-hub');
  await link.getByRole('button', { name: 'Cut the link' }).click();
  await expect(link.getByText('is cut: whoever dials is refused')).toBeVisible();
  await expect(await guide.perform(steps.read)).toContainText('503');
  await link.getByRole('button', { name: 'Heal the link' }).click();
  await expect(link.getByText('is connected')).toBeVisible();
  await expect(spot(page, /^Link leaf-hub: (rtt|connected)/)).toBeVisible();
});

test('a link is made slow, and says so', async ({ page }) => {
  await started(page);
  await spot(page, /^Link leaf-hub/).click();
  const link = panel(page, 'link leaf-hub');
  await link.getByLabel('Delay each way').selectOption('200 ms');
  await expect(spot(page, /^Link leaf-hub: delay 200 ms/)).toBeVisible();
  await link.getByLabel('Delay each way').selectOption('none');
  await expect(spot(page, /^Link leaf-hub: (rtt|connected)/)).toBeVisible();
});

test('a server is crashed, started and wiped; what it stored outlives the crash alone', async ({
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

  await leaf.getByRole('button', { name: 'Stop leaf' }).click();
  await leaf.getByRole('button', { name: 'Wipe what leaf stored' }).click();
  await leaf.getByRole('button', { name: 'Start leaf' }).click();
  await expect(leaf.getByText('runs nats-server')).toBeVisible();
  await expect(async () => {
    const read = await guide.perform(steps.read);
    await expect(read).toContainText('stream not found', { timeout: 1000 });
  }).toPass();
});

test('everything is done by keyboard alone', async ({ page }) => {
  await started(page);
  const link = spot(page, /^Link leaf-hub/);
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(panel(page, 'link leaf-hub')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Cut the link' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('is cut: whoever dials is refused')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(link).toBeFocused();

  await spot(page, /^Server hub/).focus();
  await page.keyboard.press('Space');
  await expect(panel(page, 'server hub')).toBeFocused();
  const tabs = panel(page, 'server hub').getByRole('tab');
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/\$JS\.leaf\.API/).first()).toBeVisible();
});

test('a server tells its interest and its log, down to each line of the protocol', async ({
  page,
}) => {
  const guide = await started(page);
  await spot(page, /^Server leaf/).click();
  const leaf = panel(page, 'server leaf');
  await expect(leaf.getByText(/domain leaf, \d+ bytes on disk/)).toBeVisible();
  await leaf.getByRole('tab', { name: 'Log' }).click();
  const log = leaf.getByLabel('Log of leaf');
  await expect(log).toContainText('Server is ready');
  await leaf.getByLabel('Down to').selectOption('trace');
  await guide.perform(steps.create);
  await expect(log).toContainText('trace');
});

test('a screen reader hears what crosses', async ({ page }) => {
  const guide = await started(page);
  await guide.perform(steps.create);
  const said = page.getByRole('log', { name: 'What crosses' });
  await expect(said).toContainText(/\d+ messages? crossed from hub to leaf/);
});

test.describe('for a reader who asked for less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('what crossed stands still on the map, numbered', async ({ page }) => {
    const guide = await started(page);
    await guide.perform(steps.create);
    const map = page.getByRole('region', { name: 'Topology' });
    await expect(map.getByText('$JS.leaf.API.STREAM.CREATE.ORDERS').first()).toBeVisible();
  });
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the map is tall, and a link can be cut on it', async ({ page }) => {
    await started(page);
    await spot(page, /^Link leaf-hub/).click();
    await page.getByRole('button', { name: 'Cut the link' }).click();
    await expect(page.getByText('is cut: whoever dials is refused')).toBeVisible();
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
  await page.getByRole('button', { name: 'Wipe and start anew' }).click();
  await expect(spot(page, /^Link leaf-hub: (rtt|connected)/)).toBeVisible();
  await guide.isRunning();
  await expect(async () => {
    const read = await guide.perform(steps.read);
    await expect(read).toContainText('stream not found', { timeout: 1000 });
  }).toPass();
});
