import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

test('what crosses and what is stored is counted second by second, and lag is told', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  const rates = page.getByRole('region', { name: 'Rates' });
  await expect(rates).toContainText('once the servers run');
  await guide.run();
  await guide.perform(steps.create);
  await rates.scrollIntoViewIfNeeded();
  await expect(rates.getByRole('row', { name: /leaf → hub/ })).toBeVisible();
  await guide.perform(steps.publish);
  await guide.perform(steps.mirror);
  await rates.scrollIntoViewIfNeeded();
  await expect(rates.getByRole('row', { name: /into ORDERS at leaf/ })).toBeVisible();
  await rates.getByRole('radio', { name: 'Bytes a second' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(rates.getByRole('radio', { name: 'Lag of copies' })).toBeChecked();
  await expect(
    rates.getByRole('row', { name: /ORDERS_COPY at hub behind ORDERS.* 0 / }),
  ).toBeVisible();
});
