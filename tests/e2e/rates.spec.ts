import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

test('what crosses and what is stored is counted second by second, and lag is told', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  const rates = page.getByRole('region', { name: 'Rates' });
  await expect(rates).toContainText('once the servers run');
  // A press that needs servers starts them, and is then done.
  await expect(guide.step(steps.create)).toContainText(/Starts the servers first \([\d.]+ MB/);
  await guide
    .step(steps.create)
    .getByRole('button', { name: `Run: ${steps.create}` })
    .click();
  await expect(guide.step(steps.create)).toContainText('Starting the servers first…');
  await expect(guide.step(steps.create).getByRole('status')).toContainText('ORDERS', {
    timeout: 60_000,
  });
  await rates.scrollIntoViewIfNeeded();
  await expect(rates.getByText(/^No message has/)).toBeHidden();
  await expect(rates.getByRole('row', { name: /leaf → hub/ })).toBeVisible();
  await expect(rates).toContainText('Drawn since you opened this. In all: since the start.');
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
