import type { LaunchOptions } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { GuidePage } from './guide-page.ts';
import { startHub } from '../servers/hosts/native-hub.ts';

// Chrome asks before a public page may dial a private address. It is told here that this site is a public one; without
// a window it asks nobody, and refuses.

const site = new URL(process.env.LEAFWISE_SITE ?? 'http://127.0.0.1');

const test = base.extend<object, { launchOptions: LaunchOptions }>({
  allowedProblems:
    /^other origin: (ws:\/\/127\.0\.0\.1|http:\/\/leafwise\.example)|WebSocket connection to 'ws:\/\/127\.0\.0\.1/,
  launchOptions: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use, { project }) => {
      const given = project.use.launchOptions;
      const args = [
        `--ip-address-space-overrides=${site.host}=public`,
        '--host-resolver-rules=MAP leafwise.example 127.0.0.1',
      ];
      await use({ ...given, args: [...(given?.args ?? []), ...args] });
    },
    { scope: 'worker' },
  ],
});

test('where the browser has refused, both dialogs say which setting; once it allows, the tab joins', async ({
  page,
  context,
}) => {
  const hub = await startHub('');
  await page.goto('./labs/join-your-tab');
  await new GuidePage(page).tryToJoin('ws://127.0.0.1:9/?token=x');
  await expect(page.getByText('set “Apps on device” to Allow')).toBeVisible();

  await page.getByRole('radio', { name: 'In this tab' }).check();
  await page.getByRole('button', { name: /^Start/ }).click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  const join = page.getByRole('region', { name: 'Join a hub of yours' });
  await join.getByLabel('Address of its WebSocket listener').fill(hub.url);
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('alert')).toContainText('set “Apps on device” to Allow');

  await context.grantPermissions(['local-network-access']);
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join.getByRole('status')).toContainText('Joined my-hub', { timeout: 20_000 });
  await hub.stop();
});

test('where the browser does not ask, since the page came over plain http, the page says so', async ({
  page,
}) => {
  await page.goto(`http://leafwise.example:${site.port}${site.pathname}labs/cross-a-domain`);
  await new GuidePage(page).tryToJoin('ws://127.0.0.1:9/?token=x');
  await expect(
    page.getByText(/does not ask you. Open this site at an https:\/\/ address/),
  ).toBeVisible();
  // An address that is none is not taken for a path of this site.
  for (const none of ['', '/here', 'localhost:80']) {
    await page.getByLabel('Address that it printed').fill(none);
    await page.getByRole('button', { name: 'Join my servers' }).click();
    await expect(page.getByText(/It begins with ws:\/\/127.0.0.1:/)).toBeVisible();
  }
});
