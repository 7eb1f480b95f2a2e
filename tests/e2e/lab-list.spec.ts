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

  await lab.last().getByRole('link').click();
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await page.getByRole('button', { name: 'Show me: Make the shop’s stream' }).click();
  await expect(page.getByRole('heading', { name: /\(done\)/ })).toBeVisible();
  const link = page.getByRole('link', { name: 'Labs', exact: true }).first();
  const question = page.getByRole('dialog', { name: 'Leave this lab?' });
  await link.press('Enter');
  await expect(question).toContainText('this goes with it: ORDERS at leaf (0 messages).');
  await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(link).toBeFocused();
  await page.goBack();
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(page).toHaveURL(/cross-a-domain$/);
  await expect(page.getByText('Running in this tab.')).toBeVisible();
  const leave = async () => {
    await link.click();
    await question.getByRole('button', { name: 'Leave' }).click();
  };
  await leave();
  await expect(summary).toContainText('1 of');

  await page.goBack();
  await page.getByRole('button', { name: 'Bring the servers to step 2' }).click();
  await expect(page.getByText('The servers are ready for step 2.')).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Stop the servers' }).click();
  await expect(
    page.getByRole('group', { name: /^Stop the servers\? .*: ORDERS at leaf \(0 messages\)\.$/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Keep them running' }).click();
  await leave();
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
