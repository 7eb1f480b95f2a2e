import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GuidePage } from './guide-page.ts';

const spot = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Topology' }).getByRole('button', { name });

const remote = (url: string) => `
leafnodes {
  remotes: [ { url: "${url}", compression: off } ]
}
`;

test('the cause of a link that is not there stands wherever the reader looks, until it is there', async ({
  page,
}) => {
  const lab = new GuidePage(page);
  await page.goto('./labs/join-a-leaf');
  await page
    .getByRole('region', { name: 'Console at hub' })
    .getByRole('button', { name: 'Type a command' })
    .click();
  await expect(page.getByText('Starting the servers first…')).toBeVisible();
  await lab.isRunning();
  await expect(page.getByRole('textbox', { name: 'Command at hub' })).toBeFocused();

  const step = page.getByRole('region', { name: 'Tell the leaf where its hub is' });
  await expect(step).toContainText(
    'Seen: not listed by leaf, hub; the configuration of leaf has no',
  );

  // A wrong port: what the dialler says stands beside "Applied", below the check, and in the panel of the link.
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const original = await lab.config('leaf').getByRole('code').last().innerText();
  expect(original).toContain('server_name: leaf');
  await lab.edit('leaf', (config) => config + remote('nats-leaf://hub:4222'));
  await lab.press('leaf', 'Apply configuration');
  const outcome = lab.config('leaf').getByRole('status').filter({ hasText: 'leaf runs this' });
  const wrongPort = 'leaf says: attempted to connect to wrong port';
  await expect(outcome).toContainText('It has no leaf connection yet to hub.');
  await expect(outcome.getByText(wrongPort)).toBeInViewport();
  await expect(step).toContainText(wrongPort);
  const page1 = step.getByRole('link', { name: /^What this means: attempted to connect to wrong/ });
  await expect(page1).toHaveAttribute('href', /attempted-to-connect-to-wrong-port$/);
  await spot(page, /^Link leaf-hub/).click();
  await expect(page.getByRole('region', { name: 'link leaf-hub' })).toContainText(wrongPort);
  await page.keyboard.press('Escape');

  // The log opens at its end and follows it, until the reader goes back in it.
  await spot(page, /^Server leaf/).click();
  const panel = page.getByRole('region', { name: 'server leaf' });
  await panel.getByRole('tab', { name: 'Log' }).click();
  const log = panel.getByRole('log', { name: 'Log of leaf' });
  await expect(log.getByText('Server is ready')).toBeHidden();
  await expect(log.getByRole('link', { name: /wrong port/ }).last()).toHaveAttribute(
    'href',
    /attempted-to-connect-to-wrong-port$/,
  );
  const fromEnd = () =>
    log.evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
      Math.abs(scrollHeight - scrollTop - clientHeight),
    );
  await expect(async () => {
    expect(await log.evaluate((e) => e.scrollHeight - e.clientHeight)).toBeGreaterThan(40);
    expect(await fromEnd()).toBeLessThan(4);
  }).toPass();
  await log.evaluate((element) => element.scrollTo({ top: 0 }));
  await panel.getByRole('button', { name: 'To the newest' }).click();
  await expect.poll(fromEnd).toBeLessThan(4);
  await panel.getByRole('searchbox', { name: 'With the words' }).fill('server is ready');
  await expect(log).toHaveText(/^[\d:.]+ INF Server is ready$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Configuration' }).last().click();
  // At a port without a listener, a machine refuses.
  await lab.edit('leaf', (config) => config.replace('hub:4222', 'hub:7423'));
  await lab.press('leaf', 'Apply configuration');
  await expect(outcome.getByText('connection refused')).toBeInViewport();
  await lab.edit('leaf', (config) => config.replace('hub:7423', 'hub:7422'));
  await lab.press('leaf', 'Apply configuration');
  await expect(outcome).toHaveText('Applied: leaf runs this configuration.');
  await expect(step.getByRole('img', { name: 'Passed' })).toBeVisible();
  await expect(page.getByText('leaf says:')).toBeHidden();
});
