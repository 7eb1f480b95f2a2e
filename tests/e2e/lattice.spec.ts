import { expect, test } from './fixtures.ts';

test('a host without the domain ends, one with it is seen by the lattice client', async ({
  page,
}) => {
  await page.goto('./guides/wasmcloud-lattices');
  await page.getByRole('button', { name: 'Start the servers' }).first().click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });
  const lattice = page.getByRole('region', { name: 'The lattice default' });
  const seen = lattice.getByRole('region', { name: 'What the lattice client sees' });

  await lattice.getByLabel('WASMCLOUD_JS_DOMAIN at host-2').selectOption('not set');
  await lattice.getByRole('button', { name: 'Start a host at host-2' }).click();
  await expect(lattice.getByText(/^The host ended\. JetStream answered: 503/)).toBeVisible();

  await lattice.getByRole('button', { name: 'Start a host at host-1' }).click();
  await expect(lattice.getByText('Runs with the domain wasmcloud.')).toBeVisible();
  await expect(seen).toContainText(/demo at host-1, up \d+ s, with shop/, { timeout: 20_000 });
  await expect(seen).toContainText('LATTICEDATA_default: hub, domain wasmcloud');

  await lattice.getByRole('button', { name: 'Put a link and a configuration' }).click();
  await expect(lattice.getByText('A host has taken both.')).toBeVisible();
  await expect(seen).toContainText('shop → stock (example:stock/count)', { timeout: 20_000 });

  await lattice
    .getByLabel('for buckets in the domain')
    .selectOption({ label: 'none, as the client does by itself' });
  await expect(seen).toContainText('503, no responders', { timeout: 20_000 });
  await lattice.getByRole('button', { name: 'Stop the host at host-1' }).click();
  await expect(lattice.getByRole('button', { name: 'Start a host at host-1' })).toBeVisible();
});

test('the hub refuses a js_domain in its own words, and goes on', async ({ page }) => {
  await page.goto('./guides/wasmcloud-lattices');
  await page.getByRole('button', { name: 'Start the servers' }).first().click();
  await expect(page.getByText('Running in this tab.')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Reload the hub with js_domain' }).click();
  await expect(page.getByText(/^That was refused: .*unknown field "js_domain"/)).toBeVisible();
  await page
    .getByRole('button', { name: 'Run at host-1: nats kv ls --js-domain wasmcloud' })
    .click();
  await expect(page.getByText('No Key-Value buckets found').last()).toBeVisible();
});
