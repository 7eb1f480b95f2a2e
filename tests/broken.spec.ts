import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './lab.ts';

test('a syntax error shows the server’s own line and words, and both servers run on', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.edit('leaf', (config) => config.replace('domain: leaf', 'domian: leaf'));
  await guide.press('leaf', 'Apply configuration');
  const leaf = guide.config('leaf');
  await expect(leaf.getByRole('status')).toContainText('/leaf.conf:7:3: unknown field "domian"');
  await expect(leaf.getByRole('status')).toContainText('runs on as it was');
  await expect(leaf.getByRole('textbox')).toContainText('domian');
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test('a server that cannot start says why, the other runs on, and a mended configuration starts it', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.perform(steps.create);
  await guide.perform(steps.publish);

  // Two listeners on one port.
  await guide.edit('leaf', (config) => config.replace('leafnodes {', 'leafnodes {\n  port: 4222'));
  await guide.press('leaf', 'Apply configuration');
  await guide.press('leaf', 'Restart with it');
  const leaf = guide.config('leaf');
  await expect(leaf.getByRole('alert')).toContainText(/leaf is not running.*already in use/i);
  await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "hub"');
  await expect(await guide.perform(steps.read)).toContainText('503');

  await guide.edit('leaf', (config) => config.replace('\n  port: 4222\n  remotes', '\n  remotes'));
  await guide.press('leaf', 'Start with it');
  await expect(leaf.getByRole('alert')).toBeHidden();
  // The stream has outlived its server.
  await expect(async () => {
    await expect(await guide.perform(steps.read)).toContainText('oak table');
  }).toPass();
});

test('a change that needs a restart is refused, then made by one, and can be taken back', async ({
  page,
}) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.edit('hub', (config) => config.replace('domain: hub', 'domain: centre'));
  await guide.press('hub', 'Apply configuration');
  const status = guide.config('hub').getByRole('status');
  await expect(status).toContainText(
    'config reload not supported for JetStreamDomain: old=hub, new=centre',
  );
  await guide.press('hub', 'Restart with it');
  await expect(status).toContainText('Restarted hub');
  await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "centre"');

  await guide.press('hub', 'Back to the original');
  await guide.press('hub', 'Apply configuration');
  await guide.press('hub', 'Restart with it');
  await expect(async () => {
    await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "hub"');
  }).toPass();
});

test('Start pressed twice starts one lab', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.start.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await guide.isRunning();
  expect(page.workers()).toHaveLength(1);
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test('Stop during start-up stops at any point, and Start works again', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  for (const reached of [/Loading|Fetching/, /Fetching|Starting/, /Starting/]) {
    await guide.start.click();
    await expect(page.getByRole('status').filter({ hasText: reached })).toBeVisible();
    await guide.stop.click();
    await expect(guide.start).toBeVisible();
    await expect.poll(() => page.workers()).toEqual([]);
  }
  await guide.run();
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test('leaving ends the lab, and coming back finds it at rest and ready', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await page.getByRole('link', { name: 'Leafwise' }).first().click();
  await expect(page).toHaveURL(/\/$/);
  await expect.poll(() => page.workers()).toEqual([]);
  await page.goBack();
  await expect(guide.start).toBeVisible();
  await guide.run();
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test('a worker that dies is told of, and Start again makes a new lab', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.edit('leaf', (config) => `# mine\n${config}`);
  // What a worker that runs out of memory or meets a bug looks like to its page.
  await page.workers()[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of memory');
    });
  });
  await expect(page.getByRole('alert')).toContainText('The servers ended: ');
  await expect(page.getByRole('alert')).toContainText('out of memory');
  await expect(guide.config('leaf').getByRole('textbox')).toContainText('# mine');
  await guide.start.click();
  await guide.isRunning();
  await expect(await guide.perform(steps.create)).toContainText('ORDERS');
});

test.describe('a module that does not arrive', () => {
  test.use({ allowedProblems: /nats-server\.wasm|Failed to load resource/ });

  test('is told of, and Start again fetches it anew', async ({ page }) => {
    const guide = new GuidePage(page);
    await guide.open();
    await page.context().route('**/*.wasm.*.gz', (route) => route.abort());
    await guide.start.click();
    await expect(page.getByRole('alert')).toContainText('could not be fetched');
    await page.context().unroute('**/*.wasm.*.gz');
    await guide.start.click();
    await guide.isRunning();
  });
});

test('a browser without WebAssembly is told so, and the guide still reads', async ({ page }) => {
  await page.addInitScript('delete globalThis.WebAssembly');
  const guide = new GuidePage(page);
  await guide.open();
  await expect(page.getByRole('alert')).toContainText(
    'WebAssembly, which this browser does not have',
  );
  await expect(guide.start).toBeHidden();
  await expect(page.getByText('domain: leaf')).toBeVisible();
});
