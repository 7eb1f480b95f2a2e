import type { Page } from '@playwright/test';
import { labs } from '../../labs/index.ts';
import crossADomain from '../../labs/cross-a-domain/exercise.ts';
import joinYourTab from '../../labs/join-your-tab/exercise.ts';
import { troubles } from '../../labs/troubles/index.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import { expect, test as isolated } from './fixtures.ts';

/** Labs that have a test of their own: labs.spec.ts, and join-hub.spec.ts, where a hub is joined that no page can start. */
const elsewhere = [crossADomain, joinYourTab];

/**
 * One reader for all of a worker's labs, in one tab, who goes from lab to lab by the list at the side. A tab of its own
 * for each, or an address that is typed, compiles the site and the servers again: half of such a test.
 */
const test = isolated.extend<object, { reader: Page }>({
  reader: [
    async ({ browser }, use) => {
      const reader = await browser.newPage({ baseURL: process.env.LEAFWISE_SITE! });
      await use(reader);
      await reader.close();
    },
    { scope: 'worker' },
  ],
  context: ({ reader }, use) => use(reader.context()),
  page: ({ reader }, use) => use(reader),
});

/** Has the page do the first step of a lab, whose checks do not pass before. */
async function showFirstStep(page: Page, folder: string, { name, steps }: Exercise) {
  const { title } = steps[0]!;
  const address = `/${folder}/${name}`;
  const link = page
    .getByRole('navigation', { name: 'Docs sidebar' })
    .locator(`a[href$="${address}"]`);
  if (await link.isVisible()) await link.click();
  else await page.goto(`.${address}`);
  // The lab before may have something stored, and asks.
  const leave = page.getByRole('button', { name: 'Leave', exact: true });
  await expect(async () => {
    if (await leave.isVisible()) await leave.click();
    expect(page.url()).toContain(address);
  }).toPass();
  await page.getByRole('button', { name: 'Start the servers' }).click();
  const step = page.getByRole('region', { name: title });
  const notYet = step.getByRole('img', { name: 'Not yet so' });
  await expect(notYet.first()).toBeVisible({ timeout: 60_000 });
  await step.getByRole('button', { name: `Show me: ${title}` }).click();
  await expect(step.getByRole('heading', { name: /\(done\)/ })).toBeVisible({ timeout: 60_000 });
}

test.describe('the page does a step of each lab', () => {
  for (const lab of labs.filter((each) => !elsewhere.includes(each))) {
    test(lab.name, ({ page }) => showFirstStep(page, 'labs', lab));
  }
});

test.describe('the page mends each trouble', () => {
  for (const trouble of troubles) {
    test(trouble.name, ({ page }) => showFirstStep(page, 'troubleshooting', trouble));
  }
});
