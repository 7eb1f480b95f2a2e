import { expect, test } from './fixtures.ts';

test('a lab is done by hints, by "show me" and by hand; what is done is kept on this device', async ({
  page,
}) => {
  await page.goto('./labs/cross-a-domain');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  const step = (title: string) => page.getByRole('region', { name: title });

  const instruments = page.getByRole('tabpanel');
  await expect(instruments).toHaveCount(1);
  await expect(instruments.getByRole('textbox', { name: 'Command at hub' })).toBeVisible();

  const create = step('Make the shop’s stream from where you are');
  await expect(create.getByText(/Seen: streams at leaf: none/)).toBeVisible({ timeout: 60_000 });
  await create.getByRole('button', { name: 'A hint' }).click();
  await expect(create.getByRole('code').filter({ hasText: /^--js-domain$/ })).toBeVisible();
  await create.getByRole('button', { name: 'Another hint' }).click();
  await create.getByRole('button', { name: /^Run at hub/ }).click();
  await expect(create.getByRole('heading', { name: /\(done\)/ })).toBeVisible();

  for (const title of ['Take three orders in the shop', 'Keep a copy at the hub']) {
    await step(title)
      .getByRole('button', { name: `Show me: ${title}` })
      .click();
    await expect(step(title).getByRole('heading', { name: /\(done\)/ })).toBeVisible();
    await expect(step(title).getByRole('button', { name: `Shown: ${title}` })).toBeFocused();
  }
  await expect(create.getByRole('button', { name: /^Show me/ })).toBeHidden();
  // What is done for the reader is named, and stands in the consoles.
  const orders = step('Take three orders in the shop');
  const line = "leaf$ nats pub orders.new 'oak table' --count 3 -J";
  await expect(orders.getByRole('list', { name: 'What was done for you' })).toHaveText(line);
  await expect(instruments.getByRole('log', { name: 'What hub answered' })).toContainText(
    'hub$ nats stream add ORDERS_COPY',
  );

  await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
  await page.getByRole('button', { name: 'Cut the link' }).click();
  await page.getByRole('tab', { name: 'leaf$' }).click();
  await page.getByRole('textbox', { name: 'Command at leaf' }).fill('pub orders.new chair -J');
  await page.getByRole('textbox', { name: 'Command at leaf' }).press('Enter');
  const cut = step('Cut the line, and keep selling');
  await expect(cut.getByRole('heading', { name: /\(done\)/ })).toBeVisible();
  await page.getByRole('tab', { name: 'link leaf-hub' }).click();
  await page.getByRole('button', { name: 'Heal the link' }).click();
  await expect(step('Mend the line').getByRole('heading', { name: /\(done\)/ })).toBeVisible({
    timeout: 60_000,
  });

  const end = page.getByRole('status').filter({ hasText: 'All 5 steps are done.' });
  await expect(end).toContainText('You have reached the goal: Store a shop’s orders');
  await expect(end.getByRole('link').last()).toHaveAttribute('href', /\/labs\/wrong-domain$/);
  await expect(page.getByRole('link', { name: 'Cross a domain ✓' })).toBeVisible();

  // On servers that have been started since, the steps are not done; to be shown one does those before it.
  await page.reload();
  const earlier = { name: /\(done in an earlier run\)/ };
  await expect(page.getByRole('heading', earlier)).toHaveCount(5);
  await expect(page.getByText('All 5 steps are done, in an earlier run.')).toBeVisible();
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await expect(create.getByText(/Seen: streams at leaf: none/)).toBeVisible({ timeout: 60_000 });
  await expect(cut).toContainText('Steps 1, 2 and 3 are not done on these servers');
  await cut.getByRole('button', { name: /^Show me again/ }).click();
  await expect(cut).toContainText('Done for you, and its checks pass.', { timeout: 60_000 });
  const done = cut.getByRole('list', { name: 'What was done for you' });
  await expect(done).toContainText('Cut the link leaf-hub, on the map');
  await expect(page.getByRole('heading', { name: /\(done\)/ })).toHaveCount(4);
  await expect(page.getByRole('heading', earlier)).toHaveCount(1);
  await page.getByRole('button', { name: 'Forget what I have done here' }).click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(create.getByRole('heading', { name: /\(done/ })).toBeHidden();
});
