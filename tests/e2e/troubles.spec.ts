import { expect, test } from './fixtures.ts';

test('a reader finds a trouble by the code of its error', async ({ page }) => {
  await page.goto('./troubleshooting');
  const list = page.getByRole('list', { name: 'Troubles' });
  await expect(list.getByRole('link', { name: /^“Not permitted/ })).toBeVisible();
  await page.getByLabel('Which symptom do you see?').fill('10059');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: /^1 of \d+$/ })).toBeVisible();
  await list.getByRole('link', { name: /created on the hub/ }).click();
  await expect(page).toHaveURL(/troubleshooting\/stream-in-the-wrong-domain$/);
});

test('words that no trouble has leave a way on', async ({ page }) => {
  await page.goto('./troubleshooting');
  await page.getByLabel('Which symptom do you see?').fill('zebra');
  await expect(page.getByText('None has all of these words.')).toBeVisible();
  await page.getByLabel('Which symptom do you see?').fill('');
  await expect(page.getByRole('link', { name: /^“Not permitted/ })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('all troubles are there as a plain list', async ({ page }) => {
    await page.goto('./troubleshooting');
    const list = page.getByRole('list', { name: 'Troubles' });
    await expect(list.getByText('stream not found (10059)')).toBeVisible();
    await expect(page.getByLabel('Which symptom do you see?')).toBeHidden();
  });
});
