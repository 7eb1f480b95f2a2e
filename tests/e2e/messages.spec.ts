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

test.describe('with the line gone after the first word', () => {
  // Docusaurus fetches pages ahead that links in view lead to.
  test.use({ allowedProblems: /ERR_INTERNET_DISCONNECTED/ });
  test('what no message is about is found on the whole site, also without a line', async ({
    page,
    context,
  }) => {
    await page.goto('./troubleshooting/messages');
    const box = page.getByRole('searchbox', { name: /whole line of your log/ });
    const elsewhere = page.getByRole('region', { name: 'On other pages of this site' });
    await box.fill('lame duck');
    await expect(elsewhere.getByRole('link').first()).toHaveText(/Running leaf nodes/);
    await context.setOffline(true);
    await box.fill('kubernetes');
    await expect(elsewhere.getByRole('link').first()).toHaveText(/Running leaf nodes/);
    await box.fill('wrnog port');
    await expect(
      page.getByRole('link', { name: 'attempted to connect to wrong port' }),
    ).toBeVisible();
  });
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
  test('says that it is not there, and finds one like it', async ({ page }) => {
    await page.goto('./troubleshooting/messages/authorisation-violations');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'No page answers to this address.',
    );
    const found = page.getByRole('region', { name: 'Pages with these words' });
    await expect(found.getByRole('link', { name: 'Authorization Violation' })).toBeVisible();
    await page.getByRole('searchbox', { name: 'Search this site' }).fill('mirror');
    await expect(found.getByRole('link').first()).toHaveText(/between domains/);
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
