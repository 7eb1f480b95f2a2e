import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

const streams = (page: Page) => page.getByRole('region', { name: 'Streams' });

async function mirrored(page: Page): Promise<GuidePage> {
  const guide = new GuidePage(page);
  await guide.open();
  await expect(streams(page)).toContainText('start the servers, then create one');
  await guide.run();
  await expect(streams(page).getByText('No stream here yet.').first()).toBeVisible();
  await guide.perform(steps.create);
  await guide.perform(steps.publish);
  await guide.perform(steps.mirror);
  return guide;
}

test('each domain shows what it stores, and what feeds what', async ({ page }) => {
  await mirrored(page);
  const hub = streams(page).getByRole('region', { name: /hub/ });
  const leaf = streams(page).getByRole('region', { name: /leaf/ });
  await expect(leaf.getByRole('button', { name: /ORDERS stream 1 message/ })).toBeVisible();
  await expect(hub.getByRole('button', { name: /ORDERS_COPY stream 1 message/ })).toBeVisible();
  await expect(hub.getByText(/mirror of ORDERS in leaf: .*lag 0/)).toBeVisible();
});

test('the messages of a stream are read, by keyboard alone', async ({ page }) => {
  await mirrored(page);
  const orders = streams(page).getByRole('button', { name: /^ORDERS stream/ });
  await orders.focus();
  await page.keyboard.press('Enter');
  await expect(orders).toHaveAttribute('aria-expanded', 'true');
  const form = page.getByRole('form', { name: 'Messages of ORDERS' });
  await form.getByRole('textbox', { name: 'Subject' }).focus();
  await page.keyboard.type('orders.new');
  await page.keyboard.press('Enter');
  await expect(form.getByText('One message.')).toBeVisible();
  await expect(form.getByText('oak table')).toBeVisible();
  await form.getByRole('combobox', { name: 'Payload as' }).selectOption('hex');
  await expect(form.getByText(/0000 {2}7b 22 69/)).toBeVisible();

  await form.getByRole('textbox', { name: 'Subject' }).fill('no such subject');
  await form.getByRole('button', { name: 'Read messages' }).click();
  await expect(form.getByRole('status')).not.toBeEmpty();
});

test('buckets are shown under their own names, a consumer with what it has left', async ({
  page,
}) => {
  await page.goto('./labs/cross-a-domain');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  const prompt = page.getByRole('textbox', { name: 'Command at hub' });
  const type = async (line: string, answer: RegExp) => {
    await prompt.fill(line);
    await prompt.press('Enter');
    await expect(page.getByRole('log', { name: 'What hub answered' })).toContainText(answer);
  };
  await type('kv add CFG', /CFG/);
  await type('kv put CFG colour green', /green/);
  await type('stream add WORK --subjects work --defaults', /Stream WORK was created/);
  await type('pub work one -J', /Stored in Stream: WORK/);
  await type('consumer add WORK worker --pull --defaults', /Consumer WORK > worker/);
  await type('object add FILES', /FILES/);
  await type('object put FILES --name plan.txt', /FILES > plan\.txt/);
  await type('object put FILES --name list.txt', /FILES > list\.txt/);
  await page.getByRole('tab', { name: 'Streams' }).click();
  await expect(
    streams(page).getByRole('button', { name: /CFG .*bucket.* 1 message/ }),
  ).toBeVisible();
  await expect(
    streams(page).getByRole('button', { name: /^FILES object bucket \d+ messages/ }),
  ).toBeVisible();
  await streams(page).getByRole('button', { name: /^WORK/ }).click();
  await expect(
    streams(page).getByRole('row', { name: /worker pull, durable 1 0 0/ }),
  ).toBeVisible();
});

test('axe finds nothing in streams and rates', async ({ page }) => {
  await mirrored(page);
  await streams(page)
    .getByRole('button', { name: /^ORDERS stream/ })
    .click();
  await page.getByRole('button', { name: 'Read messages' }).click();
  await expect(page.getByText('One message.')).toBeVisible();
  const rates = page.getByRole('region', { name: 'Rates' });
  await rates.scrollIntoViewIfNeeded();
  await expect(rates.getByRole('row', { name: /leaf → hub/ })).toBeVisible();
  await expectCleanInBothThemes(page, '[aria-label="Streams"]', '[aria-label="Rates"]');
});
