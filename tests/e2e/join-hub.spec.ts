import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Page } from '@playwright/test';
import { WebSocketServer } from 'ws';
import joinYourTab from '../../labs/join-your-tab/exercise.ts';
import { expect, test as base } from './fixtures.ts';
import { startHub, type NativeHub } from '../servers/hosts/native-hub.ts';

const accounts = `
accounts { SHOP: { jetstream: enabled, users: [{ user: shop, password: secret }] } }`;

/** A hub of the reader's own, which takes one user. */
const test = base.extend<{ hub: NativeHub; silent: { url: string } }>({
  // A page that joins a hub dials another origin; one that no hub answers says so in the console too.
  allowedProblems:
    /^other origin: ws:\/\/127\.0\.0\.1|WebSocket connection to 'ws:\/\/127\.0\.0\.1/,
  // eslint-disable-next-line no-empty-pattern
  hub: async ({}, use) => {
    const hub = await startHub(accounts);
    await use(hub);
    await hub.stop();
  },
  /** A port that takes connections, and says nothing. */
  // eslint-disable-next-line no-empty-pattern
  silent: async ({}, use) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await use({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` });
    sockets.forEach((socket) => socket.destroy());
    server.close();
  },
});

const form = (page: Page) => page.getByRole('region', { name: 'Join a hub of yours' });

async function open(page: Page) {
  await page.goto('./labs/join-your-tab');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  return form(page);
}

test('a tab joins a hub, is refused a wrong login, and dials again when the hub comes back', async ({
  page,
  hub,
}) => {
  const join = await open(page);
  await join.getByLabel('Address of its WebSocket listener').fill(hub.url);
  await join.getByRole('radio', { name: 'User and password' }).check();
  await join.getByLabel('User', { exact: true }).fill('shop');
  await join.getByLabel('Password', { exact: true }).fill('wrong');
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('status')).toContainText('Refused: Authorization Violation', {
    timeout: 20_000,
  });

  await join.getByLabel('Password', { exact: true }).fill('secret');
  await join.getByRole('button', { name: 'Join again' }).click();
  await expect(join.getByRole('status')).toContainText('Joined my-hub, in its account SHOP', {
    timeout: 20_000,
  });
  const step = page.getByRole('region', { name: joinYourTab.steps[0]!.title });
  await expect(step.getByRole('heading', { name: /\(done\)/ })).toBeVisible();
  const stored = await page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((kept) => Object.values(kept) as string[]).join(),
  );
  expect(stored).not.toContain('secret');

  await hub.stop();
  await expect(join.getByRole('status')).toContainText('dropped. Dialling again', {
    timeout: 20_000,
  });
  await join.getByRole('button', { name: 'Leave the hub' }).click();
  await expect(join.getByRole('status')).toHaveText('Not joined.', { timeout: 20_000 });
});

test('an address at which no hub answers, or that is none, is told with what to look at', async ({
  page,
  silent,
}) => {
  const join = await open(page);
  const address = join.getByLabel('Address of its WebSocket listener');
  await address.fill('nats://127.0.0.1:4222');
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('alert')).toContainText('ws:// or wss://');
  await address.fill('ws://127.0.0.1:1');
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('alert')).toContainText('No leaf node listener answers');

  // A browser that asks the reader first keeps the page waiting in the same way.
  await address.fill(silent.url);
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('status')).toContainText(
    'If the browser says that this site wants to',
  );
  await join.getByRole('button', { name: 'Ask no more' }).click();
  await expect(join.getByRole('status')).toHaveText('Not joined.');

  // A hub may be anybody's, and greet with nonsense.
  const greetings = ['INFO {"server_name":', 'INFO {"server_name":{"a":1},"version":[]}'];
  const hostile = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(hostile, 'listening');
  hostile.on('connection', (socket) => socket.send(`${greetings.shift()}\r\n`));
  await address.fill(`ws://127.0.0.1:${(hostile.address() as AddressInfo).port}`);
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('alert')).toContainText('is no nats-server');
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('status')).toContainText('The hub is a server without a name');
  hostile.close();
});
