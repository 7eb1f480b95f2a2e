import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { expect, test as base } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

/** A server at a free port that takes WebSockets and stays silent, as no hub does. */
const test = base.extend<{ silent: { url: string; hangUp: () => void } }>({
  // eslint-disable-next-line no-empty-pattern
  silent: async ({}, use) => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.on('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const hangUp = () => server.clients.forEach((client) => client.close());
    await use({ url: `ws://127.0.0.1:${port}`, hangUp });
    hangUp();
    await new Promise((resolve) => server.close(resolve));
  },
});

const isRunning = (page: Page) =>
  expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });

async function started(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('button', { name: 'Start the servers' }).first().click();
  await isRunning(page);
}

/** Starts the lab over. Where nothing is stored and no configuration is changed, nothing is asked. */
async function reset(page: Page, { asks } = { asks: false }) {
  await page.getByRole('button', { name: 'Reset' }).click();
  if (asks) await page.getByRole('button', { name: 'Wipe and start again' }).click();
  await expect(page.getByRole('button', { name: 'Starting…', exact: true })).toBeHidden();
  await isRunning(page);
}

test('a step no longer says that it was done, or could not be', async ({ page }) => {
  await started(page, './labs/cross-a-domain');
  const showMe = async (title: string) => {
    const step = page.getByRole('region', { name: title });
    await step.getByRole('button', { name: `Show me: ${title}` }).click();
    return step;
  };
  const create = await showMe('Make the shop’s stream from where you are');
  await expect(create.getByText(/^Done for you/)).toBeVisible();
  const prompt = page.getByRole('textbox', { name: 'Command at hub' });
  await prompt.fill('stream add ORDERS_COPY --mirror ORDERS --defaults');
  await prompt.press('Enter');
  const mirror = page.getByRole('region', { name: 'Keep a copy at the hub' });
  const lost = /mirrors ORDERS of its own domain, has never reached it: stream not found \(10059\)/;
  await expect(mirror.getByText(lost)).toBeVisible();
  await showMe('Keep a copy at the hub');
  await expect(mirror.getByText(/^That did not work\. Keep a copy.*already in use/)).toBeVisible();

  await reset(page, { asks: true });
  await expect(page.getByText('Done for you')).toBeHidden();
  await expect(page.getByText('That did not work')).toBeHidden();
});

test('a button in a text and those of a lattice no longer tell what was refused', async ({
  page,
}) => {
  await started(page, './guides/wasmcloud-lattices');
  const refusals = [/^That was refused: /, /^The host ended\. /, /^No host took it: /];
  await page.getByRole('button', { name: 'Reload the hub with js_domain' }).click();
  await page.getByLabel('WASMCLOUD_JS_DOMAIN at host-2').selectOption('not set');
  await page.getByRole('button', { name: 'Start a host at host-2' }).click();
  await page.getByRole('button', { name: 'Put a link and a configuration' }).click();
  for (const refusal of refusals) await expect(page.getByText(refusal)).toBeVisible();

  await reset(page);
  for (const refusal of refusals) await expect(page.getByText(refusal)).toBeHidden();
});

test('a piece of code and a configuration no longer show what came of them', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await expect(await guide.perform(steps.nobody)).toContainText('Refused:');
  await guide.edit('leaf', (config) => `${config}\nno_such_key: 1`);
  await guide.press('leaf', 'Apply configuration');
  const refused = guide.config('leaf').getByRole('status');
  await expect(refused).toContainText('The server runs on as it was.');

  await reset(page);
  await expect(guide.step(steps.nobody).getByRole('status')).toBeEmpty();
  await expect(refused).toBeEmpty();
});

test.describe('what comes late', () => {
  test.use({ allowedProblems: /^other origin: ws:\/\/127\.0\.0\.1/ });

  test('does not take the place of what the reader did since', async ({ page, silent }) => {
    await started(page, './labs/join-your-tab');
    const join = page.getByRole('region', { name: 'Join a hub of yours' });
    const ask = async (address: string) => {
      await join.getByLabel('Address of its WebSocket listener').fill(address);
      await join.getByRole('button', { name: 'Join' }).click();
    };
    const [socket] = await Promise.all([page.waitForEvent('websocket'), ask(silent.url)]);
    // The page may close it by itself, once nobody asks any more.
    const closed = socket.waitForEvent('close');
    await expect(join.getByRole('status')).toHaveText(`Asking ${silent.url}…`);

    await reset(page);
    await expect(join.getByRole('status')).toHaveText('Not joined.');
    await ask('nats://127.0.0.1:4222');
    const since = join.getByRole('alert');
    await expect(since).toContainText('ws:// or wss://');
    silent.hangUp();
    await closed;
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(since).toContainText('ws:// or wss://');
  });
});
