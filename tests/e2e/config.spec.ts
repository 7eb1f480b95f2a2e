import type { Locator, Page } from '@playwright/test';
import { expectCleanInBothThemes, expectNoOverflow } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { GuidePage } from './guide-page.ts';

async function opened(page: Page, options: { run: boolean }): Promise<GuidePage> {
  const guide = new GuidePage(page);
  await guide.open();
  if (options.run) await guide.run();
  return guide;
}

const textbox = (figure: Locator) => figure.getByRole('textbox', { name: /^Configuration of/ });

test('an edit is applied by a reload, and says so until the next one', async ({ page }) => {
  const guide = await opened(page, { run: true });
  const hub = guide.config('hub');
  await guide.edit('hub', (config) => `${config}\nmax_payload: 2MB\n`);
  await expect(hub.getByText('changed', { exact: true })).toBeVisible();
  await expect(hub.getByText('not applied')).toBeVisible();
  await guide.press('hub', 'Apply configuration');
  await expect(hub.getByRole('status')).toContainText('Applied: hub runs this configuration.');
  await expect(hub.getByText('not applied')).toBeHidden();

  await guide.press('hub', 'Close');
  await expect(textbox(hub)).toBeHidden();
  await expect(hub.getByText('max_payload: 2MB')).toBeVisible();
  await expect(hub.getByRole('button', { name: 'Edit (hub)' })).toBeFocused();
});

test('what the server refuses is marked where it stands, and no restart is offered for it', async ({
  page,
}) => {
  const guide = await opened(page, { run: true });
  const leaf = guide.config('leaf');
  await guide.edit('leaf', (config) => config.replace('domain: leaf', 'domian: leaf'));
  await guide.press('leaf', 'Apply configuration');
  await expect(leaf.getByRole('status')).toContainText('/leaf.conf:7:3: unknown field "domian"');
  await expect(leaf.getByRole('button', { name: /^Restart with it/ })).toBeHidden();

  await textbox(leaf).getByText('domian', { exact: true }).hover();
  await expect(leaf.getByText('unknown field "domian"', { exact: true })).toBeVisible();

  await guide.edit('leaf', (config) => config.replace('domian: leaf', 'domain: {'));
  await guide.press('leaf', 'Apply configuration');
  await expect(leaf.getByRole('status')).toContainText(/Parse error on line \d+/);
  await textbox(leaf).press('ControlOrMeta+Shift+M');
  await expect(leaf.getByRole('option', { name: /Parse error on line \d+/ })).toBeVisible();
});

test('a change that a reload does not take is made by a restart', async ({ page }) => {
  const guide = await opened(page, { run: true });
  const hub = guide.config('hub');
  await guide.edit('hub', (config) => config.replace('port: 7422', 'port: 7433'));
  await guide.press('hub', 'Apply configuration');
  await expect(hub.getByRole('status')).toContainText('config reload not supported for LeafNode');
  await expect(hub.getByText('not applied')).toBeVisible();
  await guide.press('hub', 'Restart with it');
  await expect(hub.getByRole('status')).toContainText('Restarted hub with this configuration.');
  await expect(hub.getByText('not applied')).toBeHidden();
});

for (const [what, setting, words] of [
  ['MQTT', 'mqtt { port: 1883 }', 'MQTT is left out of the servers here'],
  ['profiles', 'prof_port: 6060', 'Profiles are left out of the servers here'],
] as const)
  test(`a server that is given ${what} runs, and the editor says that it is left out here`, async ({
    page,
  }) => {
    const guide = await opened(page, { run: true });
    const leaf = guide.config('leaf');
    const outcome = leaf.getByRole('status');
    await guide.edit('leaf', (config) => `${config}\n${setting}\n`);
    await guide.press('leaf', 'Apply configuration');
    // In words, and not as Go has the values in memory.
    await expect(outcome).toContainText('config reload not supported for');
    await expect(outcome).not.toContainText('old={');
    await guide.press('leaf', 'Restart with it');
    await expect(outcome).toContainText('Restarted leaf with this configuration.');
    await expect(outcome.getByRole('img', { name: 'warning' })).toBeVisible();
    await expect(outcome).toContainText(words);
    await expect(outcome).toContainText(/A native server has (it|them): join one under My servers/);
    await expect(
      outcome.getByText('leafwise up --native').and(outcome.locator('code')),
    ).toBeVisible();

    // The warning goes with the setting.
    await guide.edit('leaf', (config) => config.replace(setting, ''));
    await guide.press('leaf', 'Apply configuration');
    await guide.press('leaf', 'Restart with it');
    await expect(outcome).toContainText('Restarted leaf with this configuration.');
    await expect(outcome).not.toContainText('left out');
  });

test('a lab that is started with what is left out here says so in the editor', async ({ page }) => {
  const guide = await opened(page, { run: false });
  const leaf = guide.config('leaf');
  await guide.edit('leaf', (config) => `${config}\nmqtt { port: 1883 }\n`);
  await guide.press('leaf', 'Start with it');
  await expect(leaf.getByRole('status')).toContainText('leaf runs this configuration.', {
    timeout: 60_000,
  });
  await expect(leaf.getByRole('status')).toContainText('MQTT is left out of the servers here');
});

test('changes are shown against the original, and taken back to it', async ({ page }) => {
  const guide = await opened(page, { run: false });
  const hub = guide.config('hub');
  await guide.edit('hub', (config) => config.replace('domain: hub', 'domain: centre'));
  await expect(hub.getByText('domain: hub')).toBeHidden();
  await guide.press('hub', 'Show changes');
  await expect(hub.getByRole('button', { name: 'Show changes (hub)' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(hub.getByRole('deletion').filter({ hasText: 'domain: hub' }).first()).toBeVisible();
  await expect(hub.getByText('domain: centre')).toBeVisible();

  await guide.press('hub', 'Back to the original');
  await guide.config('hub').getByRole('button', { name: 'Take the original' }).click();
  await expect(hub.getByText('domain: centre')).toBeHidden();
  await expect(hub.getByText('changed', { exact: true })).toBeHidden();
  // Also this can be taken back.
  await textbox(hub).press('ControlOrMeta+z');
  await expect(hub.getByText('domain: centre')).toBeVisible();
});

test('a draft survives Close, the end of the lab and a reload of the page', async ({ page }) => {
  const guide = await opened(page, { run: true });
  const leaf = guide.config('leaf');
  await guide.edit('leaf', (config) => `# mine\n${config}`);
  await guide.press('leaf', 'Close');
  await expect(leaf.getByText('# mine')).toBeHidden();
  await expect(leaf.getByText('not applied')).toBeVisible();
  await guide.press('leaf', 'Edit');
  await expect(textbox(leaf)).toContainText('# mine');
  await guide.stop.click();
  await expect(guide.start).toBeVisible();
  await expect(textbox(leaf)).toContainText('# mine');

  await page.reload();
  await expect(leaf.getByText('not applied')).toBeVisible();
  await guide.press('leaf', 'Edit');
  await expect(textbox(leaf)).toContainText('# mine');
  await guide.run();
  await guide.press('leaf', 'Apply configuration');
  await expect(leaf.getByRole('status')).toContainText('Applied: leaf runs this configuration.');
});

test('all of it works by keyboard', async ({ page }) => {
  const guide = await opened(page, { run: true });
  const hub = guide.config('hub');
  await hub.getByRole('button', { name: 'Edit (hub)' }).focus();
  await page.keyboard.press('Enter');
  await expect(textbox(hub)).toBeFocused();
  await expect(textbox(hub)).toHaveAccessibleDescription(/press Escape, then Tab/);

  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nping_max: 3');
  await page.keyboard.press('F1');
  await expect(hub.getByText('How many such questions may stay unanswered').first()).toBeVisible();
  await page.keyboard.press('Escape');
  // Any other key gives Tab back to the editor.
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await expect(textbox(hub)).toContainText('  ping_max: 3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  const apply = hub.getByRole('button', { name: 'Apply configuration (hub)' });
  await expect(apply).toBeFocused();
  // It stands where Edit was pressed, and rests for a moment.
  await expect(apply).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(hub.getByRole('status')).toContainText('Applied');

  await hub.getByRole('button', { name: 'Close (hub)' }).focus();
  await page.keyboard.press('Enter');
  await expect(hub.getByRole('button', { name: 'Edit (hub)' })).toBeFocused();
});

test('a key is explained where the pointer is, and in a list', async ({ page }) => {
  const guide = await opened(page, { run: false });
  const leaf = guide.config('leaf');
  await guide.press('leaf', 'Keys');
  await expect(leaf.getByRole('term').filter({ hasText: 'leafnodes.remotes.url' })).toBeVisible();
  await expect(
    leaf.getByRole('definition').filter({ hasText: 'The server to dial' }),
  ).toBeVisible();
  await guide.press('leaf', 'Keys');
  await expect(leaf.getByRole('term')).toHaveCount(0);

  await guide.press('leaf', 'Edit');
  await textbox(leaf).getByText('compression', { exact: true }).hover();
  await expect(leaf.getByText('leafnodes.remotes.compression')).toBeVisible();
});

test('five thousand lines stay easy to work in, and are applied', async ({ page }) => {
  const guide = await opened(page, { run: true });
  const hub = guide.config('hub');
  const lines = Array.from({ length: 5000 }, (_, at) => `# line ${at + 1} of a long file`);
  await guide.edit('hub', (config) => `${lines.join('\n')}\n${config}`);
  await guide.press('hub', 'Apply configuration');
  await expect(hub.getByRole('status')).toContainText('Applied');

  await textbox(hub).press('ControlOrMeta+Home');
  await page.keyboard.type('# typed into it\nno_such_key: 1\n');
  await expect(textbox(hub)).toContainText('no_such_key');
  await page.keyboard.press('ControlOrMeta+End');
  await expect(textbox(hub)).toContainText('compression: off');
  await expect(textbox(hub)).not.toContainText('no_such_key');
  // Each child is a line: only those near the screen are there, however many the file has.
  const drawn = await textbox(hub).evaluate((content) => content.children.length);
  expect(drawn).toBeLessThan(300);

  await guide.press('hub', 'Apply configuration');
  await expect(hub.getByRole('status')).toContainText('/hub.conf:2:1: unknown field');
  await expect(textbox(hub).getByText('no_such_key')).toBeInViewport();
});

test('axe finds nothing in the editor, on a narrow screen too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const guide = await opened(page, { run: true });
  await guide.edit('leaf', (config) => config.replace('domain: leaf', 'domian: leaf'));
  await guide.press('leaf', 'Apply configuration');
  await expect(guide.config('leaf').getByRole('status')).toContainText('unknown field');
  await guide.press('leaf', 'Show changes');
  await expect(guide.config('leaf').getByRole('deletion').first()).toBeVisible();
  await guide.press('leaf', 'Keys');
  await textbox(guide.config('leaf')).press('ControlOrMeta+f');
  await expectCleanInBothThemes(page);
  await expectNoOverflow(page);
});

test('nothing of the editor is fetched before it is wanted', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const guide = await opened(page, { run: false });
  await page.waitForLoadState('networkidle');
  asked.length = 0;
  await guide.press('hub', 'Edit');
  await expect(textbox(guide.config('hub'))).toBeFocused();
  expect(asked.filter((url) => url.endsWith('.js'))).not.toEqual([]);
});
