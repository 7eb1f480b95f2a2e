import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './fixtures.ts';

const answers =
  './pick-a-topology?sites=many&line=store&listen=web&accounts=one&secrets=no&tiers=no&survive=yes&runs=clients';
const outcome = (page: Page) => page.getByRole('region', { name: 'Recommendation' });

test('by keyboard alone, questions lead to a recommendation, which stands in the address', async ({
  page,
}) => {
  await page.goto('./pick-a-topology');
  await expect(outcome(page).getByRole('status')).toHaveText('7 questions are left.');
  await page.getByRole('radio', { name: 'One', exact: true }).focus();
  await page.keyboard.press('Space');
  await expect(outcome(page).getByRole('status')).toHaveText('6 questions are left.');
  for (const press of ['ArrowDown', 'Space', 'Space', 'Space', 'Space', 'Space']) {
    await page.keyboard.press('Tab');
    await page.keyboard.press(press);
  }
  await expect(outcome(page).getByRole('status').first()).toContainText(
    'each with a JetStream domain',
  );
  await expect(outcome(page).getByRole('img', { name: 'Map of hub, leaf' })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('line')).toBe('serve');
  await page.reload();
  await expect(outcome(page).getByRole('heading', { level: 2 })).toContainText('A hub and a leaf');
});

test('each answer leaves fewer shapes, drawn without a script too', async ({ page, browser }) => {
  await page.goto('./pick-a-topology');
  const possible = outcome(page).getByRole('list', { name: 'Still possible' });
  const all = page.getByRole('heading', { level: 3 });
  await expect(possible.getByRole('link')).toHaveCount(await all.count());
  await page.getByRole('radio', { name: 'None: all servers are in one place' }).check();
  await expect(possible.getByRole('link')).toHaveText([
    'One server, and no leaf node',
    'A cluster of three, and no leaf node',
  ]);
  await expect(possible.locator('svg')).toHaveCount(2);
  await possible.getByRole('link').last().click();
  await expect(all.filter({ hasText: 'A cluster of three' })).toBeInViewport();

  const still = await browser.newContext({ javaScriptEnabled: false });
  const page2 = await still.newPage();
  await page2.goto(page.url());
  await expect(page2.locator('section[id^=shape-] > svg')).toHaveCount(await all.count());
  await still.close();
});

test('an address brings the recommendation; a reason leads back to its question', async ({
  page,
}) => {
  await page.goto(answers);
  await expect(outcome(page).getByRole('heading', { level: 2 })).toHaveText(
    'A hub of three servers, and leaves that know all three',
  );
  await expect(outcome(page)).toContainText('WebSocket in place of the leaf port');
  await outcome(page).getByRole('link', { name: 'Change this answer' }).first().click();
  const question = page.getByRole('group', { name: /Must the hub still work/ });
  await expect(question).toBeInViewport();
  await question.getByRole('radio', { name: /^No/ }).check();
  await expect(outcome(page).getByRole('heading', { level: 2 })).toHaveText(
    'One hub, and a leaf in each place',
  );
  await outcome(page).getByText('All of it, as it runs on this site').click();
  await expect(outcome(page).getByText('nats-leaf://hub:7422').first()).toBeVisible();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(outcome(page).getByRole('status')).toContainText('questions are left');
  expect(new URL(page.url()).search).toBe('');
});

test('on paper it has the answers, and no control', async ({ page }) => {
  await page.goto(answers);
  await expect(outcome(page).getByRole('heading', { level: 2 })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('The answers that led here')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('axe finds nothing on a recommendation', async ({ page }) => {
  await page.goto(answers);
  await outcome(page).getByRole('heading', { level: 2 }).waitFor();
  await expectCleanInBothThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});
