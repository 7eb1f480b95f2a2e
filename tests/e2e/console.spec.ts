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
  await page.getByRole('button', { name: 'Download monday/backup.json' }).click();
  expect((await saved).suggestedFilename()).toBe('monday-backup.json');
  await type(page, 'leaf', 'backup restore stream monday');
  await expect(output(page, 'leaf')).toContainText('Restored stream "ORDERS"');
});

test('a file of the page is written, kept over a reset, brought from the disk and deleted', async ({
  page,
}) => {
  await open(page);
  await page.getByText('Files of this page: none').locator('visible=true').click();
  await page.getByRole('button', { name: 'New file' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('ORDERS.json');
  await page.getByRole('textbox', { name: 'Text' }).fill('{\n  "name": "ORDERS",\n}');
  const editor = page.getByRole('form', { name: 'ORDERS.json' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editor.getByRole('status')).toContainText('not valid JSON');
  await expect(editor.getByRole('status')).toContainText('In line 3, column 1');
  await editor.getByRole('textbox').fill('{ "name": "ORDERS" }');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByRole('status')).toContainText('--config ORDERS.json');
  await editor.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page
    .getByLabel('Upload files')
    .locator('visible=true')
    .setInputFiles({
      name: 'blob.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from([0, 255]),
    });
  await expect(page.getByText('Files of this page: 2').locator('visible=true')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit ORDERS.json' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit blob.bin' })).toBeHidden();
  await page.getByRole('button', { name: 'Delete blob.bin' }).click();
  await page.getByRole('button', { name: 'Delete blob.bin for good' }).click();
  await expect(page.getByText('blob.bin is deleted.')).toBeVisible();
  await expect(page.getByText('Files of this page: 1').locator('visible=true')).toBeFocused();
});

test('history and completion work from the keyboard; what is not known says what is', async ({
  page,
}) => {
  await open(page);
  await type(page, 'hub', 'rtt');
  await expect(output(page, 'hub')).toContainText(/ms|µs/);
  await prompt(page, 'hub').press('ArrowUp');
  await expect(prompt(page, 'hub')).toHaveValue('rtt');
  await prompt(page, 'hub').fill('stream inf');
  await prompt(page, 'hub').press('Tab');
  await expect(prompt(page, 'hub')).toHaveValue('stream info ');
  await type(page, 'hub', 'history 2');
  await expect(output(page, 'hub')).toContainText('1  nats rtt');
  await prompt(page, 'hub').fill('draft');
  await page.keyboard.press('Control+r');
  await page.keyboard.type('rt');
  await expect(page.getByRole('status').filter({ hasText: 'nats rtt' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(prompt(page, 'hub')).toHaveValue('rtt');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  await expect(prompt(page, 'hub')).toHaveValue('');
  await type(page, 'hub', 'stream ad X');
  await expect(output(page, 'hub')).toContainText(/error: .*"ad"/);
  await type(page, 'hub', 'pub x y --cuont 3');
  await expect(output(page, 'hub')).toContainText("unknown long flag '--cuont'");
  await expect(output(page, 'hub')).toContainText('--count');
  await type(page, 'hub', 'clear');
  await expect(output(page, 'hub')).toBeEmpty();
  // An empty prompt does not hold the keyboard.
  await prompt(page, 'hub').fill('');
  await prompt(page, 'hub').press('Tab');
  await expect(prompt(page, 'hub')).not.toBeFocused();
});

test('lines are pasted, and typed ahead of a command that runs on, as in a terminal', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press('ControlOrMeta+v');
  };
  const first = page.getByRole('log', { name: 'What hub answered', exact: true });
  const second = page.getByRole('log', { name: 'What hub answered, prompt 2' });
  await prompt(page, 'hub').focus();
  await paste('$ nats pub a 1\nstream ad X\nnats pub b \\\n  2\nnats sub');
  await expect(first).toContainText('Published 1 bytes to "b"');
  await expect(first).toContainText('Published 1 bytes to "a"');
  await expect(prompt(page, 'hub')).toHaveValue('sub');
  await paste(' "news.>"\nrtt\nrtt\n');
  await expect(first).toContainText('Subscribing on news.>');
  await page.keyboard.type('pub news.today rain');
  await page.keyboard.press('Enter');
  await expect(second).toContainText('Published 4 bytes');
  await expect(first).toContainText('rain');
  await first.click();
  await page.keyboard.press('Control+c');
  await expect(first).toContainText('^C (2 more lines not run)');
  await page.keyboard.type('x');
  const ofFirst = page.getByRole('textbox', { name: 'Command at hub', exact: true });
  await expect(ofFirst).toHaveValue('x');
  await page.keyboard.press('Control+u');
  await page.keyboard.press('Control+d');
  await expect(ofFirst).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Command at hub, prompt 2' })).toBeFocused();
  await page.keyboard.press('Control+d');
  await expect(second).toContainText('open for as long as its page');
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
