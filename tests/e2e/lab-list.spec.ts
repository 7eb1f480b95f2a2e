import { expect, test } from './fixtures.ts';

test('the list of labs shows how far the reader is, suggests the next, and forgets all of it', async ({
  page,
}) => {
  await page.goto('./labs');
  const summary = page.getByRole('status').filter({ hasText: 'steps done, on this device' });
  await expect(summary).toContainText('0 of');
  await expect(summary.getByRole('link')).toHaveText(
    'Make a leaf node of a server that stands alone',
  );
  const lab = page.getByRole('listitem').filter({ hasText: 'Cross a domain, and keep a copy' });
  await expect(lab.last()).toContainText('10 minutes · 5 steps');

  await page.goto('./labs/cross-a-domain');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await page.getByRole('button', { name: 'Show me: Make the shop’s stream' }).click();
  await expect(page.getByRole('heading', { name: /\(done\)/ })).toBeVisible();
  await page.getByRole('link', { name: 'Labs', exact: true }).first().click();
  await expect(summary).toContainText('1 of');
  await expect(summary).toContainText('Continue with: Cross a domain');
  await expect(lab.last()).toContainText('1 of 5 steps done');

  await page.getByRole('button', { name: 'Forget all' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(summary).toContainText('1 of');
  await page.getByRole('button', { name: 'Forget all' }).click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(summary).toContainText('0 of');
  await page.reload();
  await expect(summary).toContainText('0 of');
});
