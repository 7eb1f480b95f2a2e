import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './lab.ts';

const pages = ['./', './guides/across-the-boundary'];

for (const path of pages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing on ${path} in ${colorScheme} at ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 844 });
        await page.goto(path);
        await page.getByRole('button', { name: 'Start the servers' }).waitFor();
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, 'pixels that the page is wider than the screen').toBe(0);
      });
    }
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a guide whose lab runs, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const guide = new GuidePage(page);
    await guide.open();
    await guide.run();
    await guide.perform(steps.create);
    await guide.perform(steps.nobody);
    await guide.step(steps.create).getByText('frames crossed the link').click();
    await guide.edit('leaf', (config) => config.replace('domain: leaf', 'domian: leaf'));
    await guide.press('leaf', 'Apply configuration');
    await expect(guide.config('leaf').getByRole('status')).toContainText('runs on as it was');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test('the figure of the home page runs, and an order crosses it', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await page.getByRole('button', { name: 'Publish an order on the leaf' }).click();
  await expect(page.getByText('One order has arrived at the hub.')).toBeVisible();
  await page.getByRole('button', { name: 'Publish an order on the leaf' }).click();
  await expect(page.getByText('2 orders have arrived at the hub.')).toBeVisible();
  await page.getByRole('link', { name: 'Across the boundary: JetStream domains' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Across the boundary');
});

test('the guide works by keyboard alone', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.start.focus();
  await page.keyboard.press('Enter');
  await guide.isRunning();
  const run = guide.step(steps.create).getByRole('button', { name: /^Run/ });
  await run.focus();
  await page.keyboard.press('Space');
  await expect(guide.step(steps.create).getByRole('status')).toContainText('ORDERS');
});
