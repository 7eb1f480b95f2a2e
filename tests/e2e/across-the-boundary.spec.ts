import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

test('an order published on the leaf appears on the hub', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();

  await expect(await guide.perform(steps.create)).toContainText('"stream": "ORDERS"');
  await expect(guide.step(steps.create)).toContainText('frames crossed the link');
  await guide.step(steps.create).getByText('frames crossed the link').click();
  await expect(
    guide.step(steps.create).getByRole('row', { name: /hub → leaf.*STREAM\.CREATE\.ORDERS/ }),
  ).toContainText('create stream ORDERS');

  const published = await guide.perform(steps.publish);
  await expect(published).toContainText('"domain": "leaf"');
  await expect(published).toContainText('"seq": 1');
  await expect(await guide.perform(steps.read)).toContainText('"item": "oak table"');

  await expect(await guide.perform(steps.mirror)).toContainText('"mirrors": "ORDERS"');
  await expect(
    page.getByRole('img', { name: 'Map of hub, leaf' }).first(),
  ).toHaveAccessibleDescription(
    /stream ORDERS_COPY, mirror of ORDERS, 1 message;?.*leaf dials hub: (connected|rtt)/,
  );
  const copy = await guide.perform(steps.copy);
  await expect(copy).toContainText('"messages": 1');
  await expect(copy).toContainText('"lag": 0');
});

test('without a domain the wrong JetStream answers, or nobody', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.perform(steps.create);

  await expect(await guide.perform(steps.own)).toContainText('"answeredBy": "hub"');
  await expect(await guide.perform(steps.withoutDomain)).toContainText('stream not found');
  await expect(guide.step(steps.withoutDomain)).toContainText('No frame crossed the link.');
  await expect(await guide.perform(steps.nobody)).toContainText('503, no responders');

  const wanted = await guide.perform(steps.interest);
  await expect(wanted).toContainText('$JS.leaf.API.STREAM.>');
  await expect(wanted).not.toContainText('"$JS.API');
});

test('the wire shows each frame, and a frame shows all of itself', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.perform(steps.create);
  const wire = page.getByRole('region', { name: 'The wire' });
  const request = wire.getByRole('row', { name: /hub → leaf.*STREAM\.CREATE\.ORDERS/ });
  await request.getByRole('button').click();
  await expect(wire.getByRole('definition').filter({ hasText: '_INBOX.' }).first()).toBeVisible();
  await expect(wire.getByText('"subjects":["orders.>"]').first()).toBeVisible();

  // Frames that come meanwhile may move the box from under the press.
  const upkeep = wire.getByRole('checkbox', { name: 'Interest, handshakes and heartbeats too' });
  await expect(() => upkeep.check({ timeout: 5000 })).toPass();
  // Only the rows in view are there.
  await wire.getByRole('grid', { name: 'Frames' }).press('Home');
  await expect(wire.getByRole('row', { name: /leaf → hub.*CONNECT/ })).toBeVisible();
  await expect(wire.getByText(/LS\+/).first()).toBeVisible();
  await wire.getByRole('button', { name: 'Clear' }).click();
  await expect(wire.getByText('No frame has crossed yet.')).toBeVisible();
});

test('nothing is fetched for the lab, and no worker runs, before Start and after Stop', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const guide = new GuidePage(page);
  await guide.open();
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => /wasm|nats-servers/.test(url))).toEqual([]);
  expect(page.workers()).toEqual([]);

  await guide.run();
  expect(page.workers()).toHaveLength(1);
  await guide.stop.click();
  await expect(guide.start).toBeVisible();
  await expect.poll(() => page.workers()).toEqual([]);

  asked.length = 0;
  await guide.run();
  expect(asked.filter((url) => url.includes('.wasm'))).toEqual([]);
});

test('the guide reads without JavaScript: text, map and both configurations', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('./guides/across-the-boundary');
  await expect(page.getByText('domain: leaf')).toBeVisible();
  await expect(page.getByText('nats-leaf://hub:7422')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Map of hub, leaf' }).first()).toBeVisible();
  await context.close();
});
