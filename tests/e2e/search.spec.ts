import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './fixtures.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search this site' });

/** Opens the search by a key, which works once the page does. */
async function openBy(page: Page, key: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(field(page)).toBeFocused({ timeout: 500 });
  }).toPass();
}

/** Records the requests for a file. */
function requestsFor(page: Page, file: string): string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes(file)) urls.push(request.url());
  });
  return urls;
}

test('a line of a log leads to the page that explains it, by keyboard alone', async ({ page }) => {
  const fetched = requestsFor(page, 'search.json');
  await page.goto('./labs/join-a-leaf', { waitUntil: 'networkidle' });
  expect(fetched).toEqual([]);
  await expect(page.locator('html')).toHaveAttribute('data-has-hydrated', 'true');
  // Whoever types at once is faster than the field, and loses no letter.
  await page.keyboard.type('/mirror');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('mirror');
  await field(page).fill(
    '[33] 2026/03/01 10:20:30.123 [DBG] 127.0.0.1:7422 - lid:5 - Not permitted to subscribe to "$JS.API.>"',
  );
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('option').first()).toContainText('Not permitted to subscribe');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/join-a-leaf/);
  await expect(page.getByRole('article')).toContainText('Not permitted to subscribe');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a page is one group of options, which the arrow keys go through', async ({ page }) => {
  await page.goto('./');
  const open = page.getByRole('button', { name: 'Search' });
  await open.focus();
  await page.keyboard.press('Enter');
  await field(page).fill('mirror');
  const options = page.getByRole('option');
  const group = page.getByRole('listbox').getByRole('group').first();
  await expect(group).toHaveAccessibleName(/^A stream must ask/);
  await expect(group.getByRole('option').first()).toContainText('Guides');
  await expect(group.getByRole('option').nth(1)).toHaveText('A mirror: one exact copy');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await field(page).fill('xylophone');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Try fewer');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(open).toBeFocused();
  await openBy(page, 'Control+k');
  await field(page).fill('mirror');
  await expect(options.nth(1)).toHaveText('A mirror: one exact copy');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/moving-data#a-mirror/);
});

test.describe('without its index', () => {
  test.use({ allowedProblems: /search\.json|ERR_FAILED/ });

  test('the search says so, and tries again', async ({ page }) => {
    await page.route('**/search.json', (route) => route.abort());
    await page.goto('./');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('alert')).toContainText('could not be fetched');
    await page.unroute('**/search.json');
    await page.getByRole('button', { name: 'try again' }).click();
    await field(page).fill('mirror');
    await expect(page.getByRole('option').first()).toBeVisible();
  });
});

test('axe finds nothing on the search at 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  await page.getByRole('button', { name: 'Search' }).click();
  await field(page).fill('domain');
  await page.getByRole('option').first().waitFor();
  await expectCleanInBothThemes(page);
});
