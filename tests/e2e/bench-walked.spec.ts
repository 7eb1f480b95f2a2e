import type { Page } from '@playwright/test';
import { expectNoOverflow } from './axe.ts';
import { expect, test } from './fixtures.ts';

const conf = (name: string, text: string) => ({
  name: `${name}.conf`,
  mimeType: 'text/plain',
  buffer: Buffer.from(`server_name: ${name}\nport: 4222\n${text}`),
});
const leafOfHub = 'leafnodes {\n  remotes: [{ url: "nats-leaf://hub:7422" }]\n}\n';
const instruments = (page: Page) => page.getByRole('tablist', { name: 'Instruments' });

/** Opens a hub with leaves, one of which has an error. */
const openMany = async (page: Page, leaves: number) => {
  await page.goto('./bench');
  await page
    .getByLabel('Choose files')
    .setInputFiles([
      conf('hub', 'leafnodes { port: 7422 }\n'),
      ...Array.from({ length: leaves }, (_, i) =>
        conf(`leaf-${i + 1}`, i === leaves - 2 ? `prot: 1\n${leafOfHub}` : leafOfHub),
      ),
    ]);
  await expect(page.getByRole('region', { name: 'Topology' })).toBeVisible();
};

test('forty servers have one tab with a chooser for their consoles, and the map shows the faulty one', async ({
  page,
}) => {
  await openMany(page, 39);
  await expect(page.getByLabel('Name of this bench')).toHaveValue(
    'hub, leaf-1, leaf-2 and 37 more',
  );
  await expect(instruments(page).getByRole('tab')).toHaveText([
    /^Findings/,
    'Reach',
    'Streams',
    'Rates',
    'Wire',
    'Console',
  ]);
  await expect(page.getByRole('button', { name: /^Server leaf-38:/ })).toBeInViewport();
  await instruments(page).getByRole('tab', { name: 'Console' }).click();
  const chooser = page.getByRole('combobox', { name: 'Console at' });
  const consoleAt = (server: string) =>
    page.getByRole('region', { name: `Console at ${server}`, exact: true });
  await expect(consoleAt('hub')).toBeVisible();
  await chooser.selectOption('leaf-38');
  await expect(consoleAt('leaf-38')).toBeVisible();
  await expect(consoleAt('hub')).toBeHidden();
});

test('an error is told at the top of a narrow page, and a button leads to it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await openMany(page, 2);
  const told = page.getByRole('status').filter({ hasText: '1 error' });
  await expect(told).toBeInViewport();
  await told.getByRole('button', { name: 'leaf-1.conf:3' }).click();
  await expect(page.getByRole('textbox', { name: 'Text of leaf-1.conf' })).toBeFocused();
});

test('on a narrow page the warning of too many servers has a line to itself, and its command is code', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'deviceMemory', { value: 4 });
  });
  await openMany(page, 44);
  const warning = page.getByRole('status').filter({ hasText: '45 servers may be too many' });
  await expect(warning).not.toContainText('`');
  await expect(warning.locator('code')).toHaveText('leafwise up');
  const button = (await page.getByRole('button', { name: 'Start the servers' }).boundingBox())!;
  const box = (await warning.boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(button.y + button.height);
  expect(box.width).toBeGreaterThan(300);
  await expectNoOverflow(page);
});

test('a form over the map closes with Escape, and the keyboard goes on at its button', async ({
  page,
}) => {
  await page.goto('./bench');
  await page.getByRole('button', { name: 'A single server', exact: true }).click();
  const acts = page.getByRole('group', { name: 'Change the network' });
  const leaf = acts.getByRole('button', { name: 'Add a leaf' });
  await leaf.press('Enter');
  await page.getByRole('form', { name: 'Add a leaf' }).getByRole('button').press('Enter');
  const onMap = (name: string) =>
    page
      .getByRole('button', { name: `Server ${name}:` })
      .locator('visible=true')
      .first();
  await expect(onMap('leaf')).toBeVisible();
  await expect(leaf).toBeFocused();

  const server = acts.getByRole('button', { name: 'Add a server' });
  await server.press('Enter');
  await page.getByRole('form', { name: 'Add a server' }).getByRole('button').press('Enter');
  await expect(onMap('server')).toBeVisible();

  const link = acts.getByRole('button', { name: 'Add a link' });
  await link.press('Enter');
  const form = page.getByRole('form', { name: 'Add a link' });
  await expect(form.getByLabel('From the leaf')).toHaveValue('server');
  await expect(form.getByLabel('to the hub')).toHaveValue('hub');
  await form.getByLabel('to the hub').press('Escape');
  await expect(form).toBeHidden();
  await expect(link).toBeFocused();
});

test('a domain whose only server has crashed keeps its column', async ({ page }) => {
  test.slow();
  await page.goto('./bench');
  await page.getByRole('button', { name: 'A hub and a leaf', exact: true }).click();
  await page.getByRole('button', { name: 'Start the servers' }).click();
  const hub = page.getByRole('button', { name: /^Server hub: running/ }).locator('visible=true');
  await expect(hub).toBeVisible({ timeout: 60_000 });
  await hub.click();
  await page
    .getByRole('region', { name: 'server hub', exact: true })
    .getByRole('button', { name: 'Crash hub' })
    .click();
  await expect(page.getByText(/^1 of 2 servers run in this tab\. \w+: hub\.$/)).toBeVisible();
  await instruments(page).getByRole('tab', { name: 'Reach' }).click();
  await page.getByRole('button', { name: 'Ask the servers', exact: true }).click();
  const table = page.getByRole('region', { name: 'What reaches what' });
  await expect(table.getByRole('columnheader', { name: 'domain hub' })).toBeVisible();
  await table.getByRole('button', { name: 'does not run' }).click();
  await expect(page.getByText('No server with JetStream in domain hub runs')).toBeVisible();
});

test('while a link stays down, the offer to ask the servers stands above what files tell', async ({
  page,
}) => {
  await page.goto('./bench');
  await page.getByLabel('Choose files').setInputFiles([
    conf('hub', 'leafnodes { port: 7422, compression: accept }\n'),
    conf('leaf', leafOfHub.replace('hub:7422', 'hub:7442')),
    // Its wire cannot be read.
    conf('far', leafOfHub.replace('7422"', '7422", compression: s2_fast')),
  ]);
  const findings = page.getByRole('list', { name: 'Findings' });
  await expect(findings.getByRole('listitem').first()).toContainText('7442');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  const told = page.getByRole('status').filter({ hasText: /^leaf-hub is not connected/ });
  await expect(told).toBeInViewport({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Ask the servers too' }).click();
  await expect(page.getByText('The servers were asked too. leaf-hub is not')).toBeVisible();
  await expect(findings).toContainText('7442');
});
