import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

async function open(page: Page): Promise<void> {
  await page.goto('./labs/cross-a-domain');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
}

const prompt = (page: Page, server: string) =>
  page.getByRole('textbox', { name: `Command at ${server}` });
/** Also that of a console whose tab is not shown. */
const output = (page: Page, server: string) =>
  page.getByRole('log', { name: `What ${server} answered`, includeHidden: true });

async function type(page: Page, server: string, line: string): Promise<void> {
  await page.getByRole('tab', { name: `${server}$` }).click();
  await prompt(page, server).fill(line);
  await prompt(page, server).press('Enter');
}

test('commands speak to the server that they stand beside, or to the domain that they name', async ({
  page,
}) => {
  await open(page);
  await type(page, 'hub', "stream add ORDERS --subjects 'orders.>' --defaults --js-domain leaf");
  await expect(output(page, 'hub')).toContainText('Stream ORDERS was created');
  await type(page, 'leaf', 'pub orders.new "oak table" -J');
  await expect(output(page, 'leaf')).toContainText('Stored in Stream: ORDERS');
  await type(page, 'hub', 'stream info ORDERS');
  await expect(output(page, 'hub')).toContainText('stream not found');
  await type(page, 'hub', 'stream get ORDERS 1 --js-domain leaf');
  await expect(output(page, 'hub')).toContainText('oak table');
});

test('two consoles at once: one subscribes until Ctrl-C, the other publishes', async ({ page }) => {
  await open(page);
  await type(page, 'hub', 'nats sub "news.>"');
  await expect(output(page, 'hub')).toContainText('Subscribing on news.>');
  await expect(page.getByRole('button', { name: 'Stop (Ctrl-C)' })).toBeVisible();
  await expect(async () => {
    await type(page, 'leaf', 'pub news.today rain');
    await expect(output(page, 'hub')).toContainText('rain', { timeout: 1000 });
  }).toPass();
  await page.getByRole('tab', { name: 'hub$' }).click();
  await prompt(page, 'hub').press('Control+c');
  await expect(output(page, 'hub')).toContainText('^C');
  await expect(page.getByRole('button', { name: 'Stop (Ctrl-C)' })).toBeHidden();
});

test('a backup taken at one server is saved by the browser, and restored at another', async ({
  page,
}) => {
  await open(page);
  await type(page, 'hub', "stream add ORDERS --subjects 'orders.>' --defaults");
  await type(page, 'hub', 'backup stream ORDERS monday');
  await expect(output(page, 'hub')).toContainText('Received');
  await page.getByText('Files of this page: 2').locator('visible=true').click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save monday/backup.json' }).click();
  expect((await saved).suggestedFilename()).toBe('monday-backup.json');
  await type(page, 'leaf', 'backup restore stream monday');
  await expect(output(page, 'leaf')).toContainText('Restored stream "ORDERS"');
});

test('history and completion work from the keyboard', async ({ page }) => {
  await open(page);
  await type(page, 'hub', 'rtt');
  await expect(output(page, 'hub')).toContainText(/ms|µs/);
  await prompt(page, 'hub').press('ArrowUp');
  await expect(prompt(page, 'hub')).toHaveValue('rtt');
  await prompt(page, 'hub').fill('stream inf');
  await prompt(page, 'hub').press('Tab');
  await expect(prompt(page, 'hub')).toHaveValue('stream info ');
  // An empty prompt does not hold the keyboard.
  await prompt(page, 'hub').fill('');
  await prompt(page, 'hub').press('Tab');
  await expect(prompt(page, 'hub')).not.toBeFocused();
});

test('what is not known says what is', async ({ page }) => {
  await open(page);
  await type(page, 'hub', 'stream ad X');
  await expect(output(page, 'hub')).toContainText(/nats: error: .*ad/);
  await type(page, 'hub', 'pub x y --cuont 3');
  await expect(output(page, 'hub')).toContainText("unknown long flag '--cuont'");
  await expect(output(page, 'hub')).toContainText('--count');
});

test('a payload of a megabyte, binary zeros and a subject of 200 tokens leave the page whole', async ({
  page,
}) => {
  await open(page);
  const long = Array.from({ length: 200 }, (_, i) => `t${i}`).join('.');
  await type(page, 'hub', 'sub ">"');
  await expect(output(page, 'hub')).toContainText('Subscribing');
  await expect(async () => {
    await type(page, 'leaf', `pub ${long} deep`);
    await expect(output(page, 'hub')).toContainText('t199', { timeout: 1000 });
  }).toPass();
  await type(page, 'leaf', `pub zeros "${'\0'.repeat(64)}"`);
  await expect(output(page, 'hub')).toContainText('zeros');
  await type(page, 'leaf', `pub big ${'x'.repeat(1_000_000)}`);
  await expect(output(page, 'hub')).toContainText('big');
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
});
