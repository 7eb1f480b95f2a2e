import type { Page } from '@playwright/test';
import { expectCleanInBothThemes, expectNoOverflow } from './axe.ts';
import { expect, test } from './fixtures.ts';

async function begun(page: Page) {
  await page.goto('./bench');
  await page.getByRole('button', { name: 'A hub and a leaf' }).click();
  const tab = (name: string) =>
    page.getByRole('tablist', { name: 'Files' }).getByRole('tab', { name });
  const text = (name: string) => page.getByRole('textbox', { name: `Text of ${name}` });
  await expect(text('hub.conf')).toBeVisible();
  const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
  return { tab, text, findings };
}

test('a fault is marked, listed and gone to; Undo takes it away and leaves the cursor', async ({
  page,
}) => {
  const { tab, text, findings } = await begun(page);
  await text('hub.conf').press('ControlOrMeta+End');
  await page.keyboard.type('max_paylod: 2MB');
  await expect(tab('hub.conf')).toHaveAccessibleName(/1 error/);
  await expect(findings).toHaveCount(1);
  await expect(page.getByRole('tab', { name: /^Findings/ })).toHaveAccessibleName(/1 error/);
  // What is said of lines moves no cursor.
  await page.keyboard.type(' # here');
  await expect(text('hub.conf')).toContainText('max_paylod: 2MB # here');

  await tab('leaf.conf').click();
  await findings.getByRole('button', { name: /^hub\.conf:\d+$/ }).click();
  await expect(text('hub.conf')).toBeFocused();
  // What is read once more meanwhile closes what F8 has opened.
  await expect(async () => {
    await page.keyboard.press('F8');
    await expect(page.getByRole('tooltip').or(page.locator('.cm-tooltip'))).toContainText(
      'max_payload?',
      { timeout: 1000 },
    );
  }).toPass();

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(text('hub.conf')).not.toContainText('max_paylod');
  await expect(findings).toHaveCount(0);
  await expect(tab('hub.conf')).toHaveAccessibleName('hub.conf');
});

test('keys and names of the network are offered, and Escape leads out of the editor', async ({
  page,
}) => {
  const { tab, text } = await begun(page);
  await tab('leaf.conf').press('Enter');
  await text('leaf.conf').press('ControlOrMeta+a');
  await page.keyboard.type('leafn');
  // By a click: Enter is taken for a new line in the first moment, so that nothing is chosen by mistake.
  await page.getByRole('option', { name: /^leafnodes/ }).click();
  await page.keyboard.type('remo');
  await page.getByRole('option', { name: /^remotes/ }).click();
  await page.keyboard.type('url: "n');
  await page.getByRole('option', { name: 'nats-leaf://hub:7422' }).click();
  await expect(text('leaf.conf')).toContainText('{ url: "nats-leaf://hub:7422" }');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(text('leaf.conf')).not.toContainText('hub:7422');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(text('leaf.conf')).not.toBeFocused();
});

test('files are added, renamed and deleted, and Undo brings them back', async ({ page }) => {
  const { tab, text } = await begun(page);
  await page.getByRole('button', { name: 'Add a file' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the file' });
  await name.fill('hub.conf');
  await name.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Choose another name' })).toBeVisible();
  await name.fill('extra.conf');
  await name.press('Enter');
  await expect(text('extra.conf')).toBeVisible();
  await expect(tab('extra.conf')).toHaveAccessibleName(/1 warning/);

  await page.getByRole('button', { name: 'Rename extra.conf' }).click();
  await name.fill('other.conf');
  await name.press('Enter');
  await expect(tab('other.conf')).toBeVisible();
  await page.getByRole('button', { name: 'Delete other.conf' }).click();
  await expect(tab('other.conf')).toBeHidden();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await expect(tab('other.conf')).toBeVisible();
});

test('a host outside is said to be a server, and axe finds nothing on a narrow screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { tab, text } = await begun(page);
  await tab('leaf.conf').click();
  await text('leaf.conf').press('ControlOrMeta+a');
  await page.keyboard.insertText(
    'max_paylod: 1MB\nleafnodes { remotes = [ { url: "nats-leaf://nats.example.com:7499" } ] }\n',
  );
  const host = page.getByRole('combobox', { name: 'nats.example.com is' });
  await expect(host).toContainText('not among these servers');
  await expectCleanInBothThemes(page);
  await expectNoOverflow(page);
  await host.selectOption('hub');
  await expect(page.getByRole('button', { name: /^Undo: Say which server/ })).toBeVisible();
  await expect(host).toHaveValue('hub');
});
