import type { Locator, Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './fixtures.ts';

const controls = (page: Page) => page.getByRole('region', { name: 'The network' });
const editor = (page: Page, path: string) => page.getByRole('textbox', { name: path });

/** Puts a text in the place of another in the file that is shown. */
async function write(page: Page, path: string, change: (text: string) => string) {
  const field = editor(page, path);
  const lines = await field.locator('.cm-line').allTextContents();
  await field.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(change(lines.join('\n')));
}

async function begin(page: Page) {
  await page.goto('./bench');
  await page.getByRole('button', { name: /hub and a leaf$/i }).click();
  await expect(editor(page, 'hub.conf')).toBeVisible();
}

test('a network is broken, found, started, changed and asked', async ({ page }) => {
  await begin(page);
  const reach = controls(page).getByRole('tab', { name: 'Reach' });
  await reach.click();
  await write(page, 'hub.conf', (text) => text.replace('domain: hub', 'domain: leaf'));
  await expect(controls(page)).toContainText('domain leaf');
  // Another network is drawn anew, and the instrument is the one that was shown.
  await expect(reach).toHaveAttribute('aria-selected', 'true');
  await write(page, 'hub.conf', (text) => text.replace('domain: leaf', 'domain: hub'));
  await controls(page).getByRole('button', { name: 'Start the servers' }).click();
  await expect(controls(page).getByRole('button', { name: 'Stop the servers' })).toBeVisible();

  await reach.click();
  await controls(page).getByRole('button', { name: 'Ask the servers' }).click();
  const row = (name: string) =>
    controls(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name }) });
  await expect(row('leaf').getByRole('button')).toHaveText([
    /✓ yes: leaf/,
    /✓ yes/,
    /✓ yes/,
    /✓ 1 of 1/,
  ]);
  await row('leaf').getByRole('button').nth(1).click();
  await expect(controls(page)).toContainText('The request crossed leaf-hub.');

  await write(page, 'hub.conf', (text) => `${text}\nmax_payload: 4096`);
  await controls(page).getByRole('button', { name: 'Apply the changes' }).click();
  await expect(controls(page).getByRole('button', { name: 'Apply the changes' })).toHaveCount(0);
  await expect(controls(page)).toContainText('It is old');
  await write(page, 'hub.conf', (text) => `${text}\nmax_payload: -`);
  await controls(page).getByRole('button', { name: 'Apply the changes' }).click();
  await expect(controls(page).getByRole('alert')).toContainText('hub runs on as it was');
  // What a server takes only at a restart is not applied once more.
  await write(page, 'hub.conf', (text) =>
    text.replace('max_payload: -', '').replace('port: 4222', 'port: 4333'),
  );
  const apply = controls(page).getByRole('button', { name: 'Apply the changes' });
  await apply.click();
  await expect(controls(page).getByRole('alert')).toContainText('It takes this at a restart');
  await expect(apply).toHaveAttribute('aria-disabled', 'true');
  await controls(page).getByRole('button', { name: 'Restart it: hub' }).click();
  await expect(apply).toHaveCount(0);
});

test('a bench survives a reload, and starting over is taken back', async ({ page, context }) => {
  await begin(page);
  await write(page, 'hub.conf', (text) => `# mine\n${text}`);
  await expect(page.getByText('Kept in this browser.')).toBeVisible();
  await page.reload();
  await expect(editor(page, 'hub.conf')).toContainText('# mine');

  // Also what was written in the moment before.
  await write(page, 'hub.conf', (text) => `# later\n${text}`);
  await page.reload();
  await expect(editor(page, 'hub.conf')).toContainText('# later');

  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(editor(page, 'hub.conf')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: Start over' }).click();
  await expect(editor(page, 'hub.conf')).toContainText('# mine');

  // Another tab does not write over it.
  const other = await context.newPage();
  await other.goto('./bench');
  await other.getByRole('button', { name: 'Open A hub and a leaf' }).click();
  await expect(other.getByText('is open in another tab')).toBeVisible();
  await expect(other.getByRole('textbox', { name: 'Name of this bench' })).toHaveValue(
    'A hub and a leaf (copy)',
  );

  await page.getByRole('button', { name: 'All benches' }).click();
  await page.getByRole('button', { name: 'Delete A hub and a leaf', exact: true }).click();
  await expect(page.getByText('is deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByRole('button', { name: 'Open A hub and a leaf', exact: true }).click();
  await expect(editor(page, 'hub.conf')).toContainText('# mine');
});

test('the keyboard stays where it works, and servers tell what files do not', async ({ page }) => {
  await page.goto('./bench');
  await page.getByRole('button', { name: /hub and a leaf$/i }).press('Enter');
  await expect(page.getByRole('group', { name: 'This bench' })).toBeFocused();
  const network = controls(page);
  await network.getByRole('button', { name: 'Start the servers' }).press('Enter');
  await expect(network.getByRole('button', { name: 'Stop the servers' })).toBeVisible();
  await network.getByRole('button', { name: /^Link leaf-hub/ }).press('Enter');
  await network.getByRole('button', { name: 'Cut the link' }).press('Enter');
  await expect(network.getByRole('button', { name: 'Heal the link' })).toBeFocused();
  await network.getByRole('tab', { name: 'Findings' }).click();
  await network.getByRole('button', { name: 'Ask the servers too' }).click();
  await expect(network.getByText('The servers were asked too.')).toBeVisible();
});

test('a bench that cannot be kept is not left without a question', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    };
  });
  await begin(page);
  await expect(page.getByText('Not kept: The disk is full')).toBeVisible();
  await page.getByRole('button', { name: 'All benches' }).click();
  await expect(page.getByText('This bench is not kept: save it as a file first.')).toBeVisible();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('link', { name: 'Labs', exact: true }).first().click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('This bench is not kept');
  await asked.getByRole('button', { name: 'Stay' }).click();
  await expect(editor(page, 'hub.conf')).toBeVisible();
});

test('what servers store is kept over a reload, a stop and a new start, until it is forgotten', async ({
  page,
}) => {
  await page.goto('./bench');
  await page.getByRole('button', { name: /hub and a leaf$/i }).press('Enter');
  await expect(page.getByRole('group', { name: 'This bench' })).toBeFocused();
  const network = controls(page);
  const keep = network.getByRole('checkbox', { name: 'Keep what the servers store' });
  await expect(keep).not.toBeChecked();
  await keep.press('Space');
  await expect(keep).toBeChecked();
  await expect(network.getByText('No store is kept yet.')).toBeVisible();
  /** Presses a button once it takes a press: one that has just appeared rests. */
  const press = async (button: Locator) => {
    await expect(button).toBeEnabled();
    await button.press('Enter');
  };
  const start = () => press(network.getByRole('button', { name: 'Start the servers' }));
  const stop = network.getByRole('button', { name: 'Stop the servers' });
  const forget = network.getByRole('button', { name: 'Forget it' });
  const answers = network.getByRole('log', { name: 'What leaf answered' });
  /** Runs a line at the leaf, and waits for its answer. */
  const run = async (line: string, answer: string) => {
    await network.getByRole('tab', { name: 'leaf$', exact: true }).click();
    const prompt = network.getByRole('textbox', { name: 'Command at leaf' });
    await prompt.fill(line);
    await prompt.press('Enter');
    await expect(answers).toContainText(answer);
  };
  await start();
  await expect(stop).toBeVisible();
  await run('stream add S --subjects s --defaults', 'Stream S was created');
  // So large that it shows in what is kept.
  await run(`pub s ${'x'.repeat(30_000)} --jetstream`, 'Stored in Stream: S');
  await expect(network.getByText(/Kept in this browser: [3-9]\d kB/)).toBeVisible();
  await page.reload();
  await expect(keep).toBeChecked();
  await start();
  await expect(stop).toBeVisible();
  await run('stream info S', 'Messages: 1');

  // Nothing is lost, so nothing is asked.
  await run('pub s again --jetstream', 'Stored in Stream: S');
  await press(stop);
  await expect(forget).toBeVisible();
  await press(forget);
  await expect(network.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await expectCleanInBothThemes(page, '[aria-label="The network"]');
  await press(forget);
  await expect(network.getByText('No store is kept yet.')).toBeVisible();
  await expect(keep).toBeFocused();
  await start();
  await expect(stop).toBeVisible();
  await run('stream ls', 'No Streams defined');
});
