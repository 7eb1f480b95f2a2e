import { expect, test } from './fixtures.ts';

test('a reader finds a trouble by the code of its error', async ({ page }) => {
  await page.goto('./troubleshooting');
  const list = page.getByRole('list', { name: 'Troubles' });
  await expect(list.getByRole('link', { name: /^“Not permitted/ })).toBeVisible();
  await page.getByLabel('Which symptom do you see?').fill('10059');
  await expect(list.getByRole('link', { name: /^“Not permitted/ })).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: /^\d of \d+$/ })).toBeVisible();
  await expect(list.getByRole('listitem').first()).toContainText('created on the hub');
  await list.getByRole('link', { name: /created on the hub/ }).click();
  await expect(page).toHaveURL(/troubleshooting\/stream-in-the-wrong-domain$/);
});

test('what no trouble is about is found on the whole site, in place', async ({ page }) => {
  await page.goto('./troubleshooting');
  const box = page.getByLabel('Which symptom do you see?');
  const elsewhere = page.getByRole('region', { name: 'On other pages of this site' });
  // The words of the sidebar are no words of the list.
  await box.fill('wrong domain');
  await expect(page.getByRole('list', { name: 'Troubles' }).getByRole('link').first()).toHaveText(
    /created on the hub/,
  );
  await box.fill('zebra');
  await expect(page.getByText('None of these pages is about that.')).toBeVisible();
  await expect(elsewhere).toBeHidden();
  await box.fill('');
  await expect(page.getByRole('link', { name: /^“Not permitted/ })).toBeVisible();
  await box.fill(
    '[7] 2026/03/02 09:14:31.482113 [ERR] 10.0.0.5:4222 - lid:9 - attempted to connect to wrong port',
  );
  await elsewhere.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'attempted to connect to wrong port',
  );
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
