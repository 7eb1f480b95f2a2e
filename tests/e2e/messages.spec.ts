import { expect, test } from './fixtures.ts';

test('a line of a log leads to the page of its message, and that on to another', async ({
  page,
}) => {
  await page.goto('./troubleshooting/messages');
  await page
    .getByRole('searchbox', { name: /whole line of your log/ })
    .fill(
      `[7] 2026/03/02 09:14:31.482113 [ERR] 10.0.0.5:7422 - lid:9 - Leafnode Error 'Authorization Violation'`,
    );
  await expect(page.getByRole('link', { name: 'Loop detected for leafnode' })).toBeHidden();
  await page.getByRole('link', { name: 'Leafnode Error', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leafnode Error');
  await page.getByRole('link', { name: 'the login was refused' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Authorization Violation');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leafnode Error');
});

test('the page of a message is there at once when it is opened by its address', async ({
  page,
}) => {
  await page.goto('./troubleshooting/messages/loop-detected');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Loop detected for leafnode');
  await expect(page.getByText('Loop detected for leafnode account=%q')).toBeVisible();
  // The sidebar is that of its part of the site.
  await expect(page.getByRole('link', { name: 'Messages of the server' })).toBeVisible();
});

test.describe('the page of a message that there is none of', () => {
  test.use({ allowedProblems: /404/ });
  test('says that it is not there', async ({ page }) => {
    await page.goto('./troubleshooting/messages/no-such-message');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'No page answers to this address.',
    );
  });
});

test('a configuration key is found by what it does, and has an address of its own', async ({
  page,
}) => {
  await page.goto('./reference/configuration');
  await page.getByRole('searchbox', { name: /A key/ }).fill('http proxy dialled');
  await expect(page.getByRole('status').filter({ hasText: /of \d+ keys/ })).toBeVisible();
  await expect(page.locator('#leafnodes-remotes-proxy')).toBeVisible();
  await expect(page.locator('#leafnodes-remotes-deny_imports')).toBeHidden();
  await page.goto('./reference/configuration#leafnodes-remotes-deny_imports');
  await expect(page.locator('#leafnodes-remotes-deny_imports')).toBeInViewport();
});
