import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const spot = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).locator('visible=true').first();

const begin = async (page: Page) => {
  await page.goto('./bench');
  await page.getByRole('button', { name: 'A hub and a leaf', exact: true }).click();
  await expect(spot(page, /^Server leaf:/)).toBeVisible();
};

/** Where a server is drawn, as a share of the map: the page may have scrolled, and the map has another size. */
const placeOf = (page: Page, server: string) =>
  spot(page, new RegExp(`^Server ${server}:`)).evaluate(({ style }) => [
    style.insetInlineStart,
    style.insetBlockStart,
  ]);

test('a leaf is added from the panel of the hub by keyboard, and taken back', async ({ page }) => {
  await begin(page);
  await spot(page, /^Server hub:/).press('Enter');
  const panel = page.getByRole('region', { name: 'server hub', exact: true });
  await expect(panel).toBeFocused();
  await panel.getByRole('button', { name: 'Add a leaf: hub' }).press('Enter');
  await panel.getByRole('button', { name: 'Add the leaf', exact: true }).press('Enter');
  await expect(spot(page, /^Server leaf-2:/)).toBeVisible();
  await expect(page.getByRole('tab', { name: 'leaf-2.conf' })).toBeVisible();
  await expect(page.getByText('Add the leaf leaf-2 of hub: done.')).toBeVisible();
  // All was drawn anew, and the keyboard is where it was.
  await expect(panel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.getByRole('button', { name: 'Undo: Add the leaf leaf-2 of hub' }).click();
  await expect(page.getByRole('tab', { name: 'leaf-2.conf' })).toBeHidden();
  await expect(page.getByRole('button', { name: /^Server leaf-2:/ })).toHaveCount(0);
  // What was said of it is so no more, and is again once it is done again.
  const told = page.getByText('Add the leaf leaf-2 of hub: done.');
  await expect(told).toBeHidden();
  await page.getByRole('button', { name: 'Redo: Add the leaf leaf-2 of hub' }).click();
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Add the leaf leaf-2 of hub' }).click();

  await spot(page, /^Link leaf-hub:/).click();
  const link = page.getByRole('region', { name: 'link leaf-hub', exact: true });
  await link.getByRole('button', { name: 'Remove: leaf-hub' }).click();
  await link.getByRole('button', { name: 'Remove it' }).click();
  await expect(spot(page, /^Link leaf-hub:/)).toBeHidden();
});

test('servers are moved with the mouse and by keyboard, and what runs goes on', async ({
  page,
}) => {
  test.slow();
  await begin(page);
  await page.getByRole('button', { name: 'Start the servers' }).click();
  const leaf = spot(page, /^Server leaf: running/);
  await expect(leaf).toBeVisible({ timeout: 60_000 });
  await expect(spot(page, /^Link leaf-hub: (rtt|connected)/)).toBeVisible();
  const first = await placeOf(page, 'leaf');
  const box = (await leaf.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x - 30, box.y + 90, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText('leaf is to the right of hub.')).toBeVisible();
  const dragged = await placeOf(page, 'leaf');
  expect(dragged).not.toEqual(first);
  // A press that moves something chooses nothing.
  await expect(page.getByRole('region', { name: 'server leaf', exact: true })).toBeHidden();

  await page.getByRole('button', { name: 'Move servers' }).click();
  await leaf.press('ArrowDown');
  await leaf.press('ArrowDown');
  await expect.poll(() => placeOf(page, 'leaf')).not.toEqual(dragged);
  await page.getByRole('button', { name: 'Undo: Move leaf' }).click();
  await expect.poll(() => placeOf(page, 'leaf')).toEqual(dragged);
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await expect.poll(() => placeOf(page, 'leaf')).toEqual(first);

  // It was never to be applied, and no server has begun anew.
  await expect(page.getByRole('button', { name: 'Apply the changes' })).toBeHidden();
  await page.getByRole('button', { name: 'Move servers' }).click();
  await leaf.click();
  const panel = page.getByRole('region', { name: 'server leaf', exact: true });
  await panel.getByRole('button', { name: 'Add an account: leaf' }).click();
  await panel.getByRole('textbox', { name: 'Name of the account' }).fill('STOCK');
  await panel.getByRole('button', { name: 'Add the account' }).click();
  await expect(page.getByRole('button', { name: 'Apply the changes' })).toBeVisible();
});

test('the map has the page to itself: with what is chosen on it, and until Escape', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('./bench#of=topology/clustered-hub');
  await expect(spot(page, /^Server west:/)).toBeVisible();
  // All five servers are in view beside the files, and what the doctor finds below them.
  for (const name of [/^Server hub-1:/, /^Server hub-3:/, /^Server west:/])
    await expect(spot(page, name)).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('The doctor finds nothing wrong in these files.')).toBeInViewport();
  const widthOf = async () => (await spot(page, /^Server west:/).boundingBox())!.width;
  const before = await widthOf();

  await page.getByRole('button', { name: 'Whole map' }).press('Enter');
  const alone = page.getByRole('dialog', { name: 'The whole map' });
  await expect(alone.getByRole('button', { name: 'Back to the bench' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Start the servers' })).toBeHidden();
  expect(await widthOf()).toBeGreaterThan(before);
  await spot(page, /^Server west:/).press('Enter');
  const panel = alone.getByRole('region', { name: 'server west', exact: true });
  await expect(panel).toBeFocused();
  await expect(panel).toBeInViewport();
  // One Escape for the panel, one for the map.
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(alone).toBeHidden();
  await expect(page.getByRole('button', { name: 'Whole map' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Start the servers' })).toBeVisible();
});
