import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const door = (page: Page) => page.getByRole('link', { name: 'Open in the bench' });
const map = (page: Page, servers: string) => page.getByRole('img', { name: `Map of ${servers}` });
const isOnBench = (page: Page) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText('Your own network');

test('a lab opens in the bench, and what its reader has applied goes along', async ({
  page,
  context,
}) => {
  await page.goto('./labs/join-a-leaf');
  await door(page).first().click();
  await isOnBench(page);
  await expect(map(page, 'hub, leaf').first()).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await page.getByRole('button', { name: 'Show me: Tell the leaf where its hub is' }).click();
  await expect(page.getByRole('heading', { name: /\(done\)/ })).toBeVisible();
  const opened = context.waitForEvent('page');
  await door(page).first().click();
  // The servers of the lab run on.
  await expect(page.getByText('Running in this tab.')).toBeVisible();
  const bench = await opened;
  await isOnBench(bench);
  await bench.getByText('leaf.conf').first().click();
  await expect(bench.getByText('nats-leaf://hub:7422').first()).toBeVisible();
});

test('a trouble and the page of a message open in the bench as they are', async ({ page }) => {
  await page.goto('./troubleshooting/same-cluster-name');
  await door(page).click();
  await isOnBench(page);
  await expect(map(page, 'hub, east, west').first()).toBeVisible();
  await page.goto('./troubleshooting/messages/account-missing');
  await door(page).click();
  await isOnBench(page);
  await expect(map(page, 'hub, leaf').first()).toBeVisible();
});

test('what Pick a topology recommends opens in the bench', async ({ page }) => {
  await page.goto(
    './pick-a-topology?sites=many&line=store&listen=web&accounts=one&secrets=no&tiers=no&survive=yes&runs=clients',
  );
  await door(page).click();
  await isOnBench(page);
  await expect(map(page, 'hub-1, hub-2, hub-3').first()).toBeVisible();
});
