import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { createServer as createSite } from 'node:http';
import { emptyBench, hubAndLeaf } from '../../src/bench/begin.ts';
import { linkOf } from '../../src/bench/link.ts';
import { expect, test } from './fixtures.ts';

const hub = 'server_name: hub\nport: 4222\nleafnodes { port: 7422 }\n';
const leaf =
  'server_name: leaf\nport: 4222\nleafnodes {\n  remotes: [{ url: "nats-leaf://hub:7422" }]\n}\n';
const faulty = leaf.replace('port: 4222', 'prot: 4222');

const file = (name: string, text: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

test('files come in, and what is wrong in them and what was left out is said', async ({ page }) => {
  await page.goto('./bench');
  await page
    .getByLabel('Choose files')
    .setInputFiles([file('hub.conf', hub), file('leaf.conf', faulty), file('logo.png', '\0\0')]);
  await expect(page.getByRole('list', { name: 'Left out' })).toHaveText('logo.png is no text.');
  await page.getByRole('button', { name: 'Close' }).click();
  // The file with the error is shown.
  const shown = page.getByRole('tab', { name: /leaf\.conf/ });
  await expect(shown).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('leaf.conf:2').first()).toBeVisible();

  // Later files are asked about, and the bench stays until then.
  const drop = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'east.conf'));
      return transfer;
    },
    leaf.replace('leaf\n', 'east\n'),
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: drop });
  await expect(page.getByRole('heading', { name: 'One file came in' })).toBeVisible();
  await page.getByRole('button', { name: 'Add to this bench' }).click();
  await expect(page.getByRole('tab', { name: /east\.conf/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Add east.conf' }).click();
  await expect(page.getByRole('tab', { name: /east\.conf/ })).toBeHidden();
});

test('a link shows the same network to somebody else, and starts nothing', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('./bench#of=topology/two-domains');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const address = await page.getByLabel('The link', { exact: true }).inputValue();
  expect(address).toContain(`${new URL('./bench', baseURL).pathname}#1`);

  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const asked: string[] = [];
  other.on('request', (request) => asked.push(request.url()));
  const theirs = await other.newPage();
  await theirs.goto(address);
  await expect(theirs.getByRole('heading', { name: 'Two domains' })).toBeVisible();
  await expect(theirs.getByText('hub.conf', { exact: true })).toBeVisible();
  await expect(theirs.getByRole('img', { name: 'Map of hub, leaf' }).first()).toBeVisible();
  expect(asked.filter((url) => /\.wasm|worker/.test(url))).toEqual([]);
  await theirs.getByRole('button', { name: 'Open it' }).click();
  await expect(theirs.getByRole('button', { name: 'Start the servers' })).toBeVisible();
  await expect(theirs).toHaveURL(/\/bench$/);
  await other.close();
});

test('a link that cannot be opened says why, and leads on', async ({ page }) => {
  for (const [fragment, why] of [
    ['1AAAA', 'was cut off'],
    ['2abcdefgh-newer', 'newer Leafwise'],
    ['<script>alert(1)</script>', 'no link of a bench'],
    ['of=lab/no-such-lab', 'no lab no-such-lab'],
  ] as const) {
    await page.goto('./bench');
    await page.evaluate((hash) => (window.location.hash = hash), fragment);
    await expect(page.getByRole('alert')).toContainText(why);
    await page.getByRole('button', { name: 'Go on without it' }).click();
    await expect(
      page.getByRole('heading', { name: 'Drop your configurations here' }),
    ).toBeVisible();
  }
});

test('what was taken home comes in again as a zip', async ({ page }) => {
  await page.goto('./bench#of=topology/two-domains');
  await page.getByRole('button', { name: 'Take home' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the zip for Docker Compose' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Two-domains-compose.zip');
  const zip = await readFile(await download.path());
  await page.goto('./');
  await page.goto('./bench');
  // The tab goes on with the bench that it was on.
  await page.getByRole('button', { name: 'All benches' }).click();
  await page
    .getByLabel('Choose files')
    .setInputFiles([{ name: 'two.zip', mimeType: 'application/zip', buffer: zip }]);
  await expect(page.getByRole('img', { name: 'Map of hub, leaf' }).first()).toBeVisible();
});

test('a frame runs what its link says: with its cut links, and servers where they were put', async ({
  page,
}) => {
  const places = { hub: { x: 700, y: 100 }, leaf: { x: 100, y: 100 } };
  const bench = { ...emptyBench('2.0.0'), ...hubAndLeaf, places, cut: ['leaf-hub'] };
  await page.goto(`./embed#${(await linkOf(bench)).fragment}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('button', { name: /^Link leaf-hub: cut/ })).toBeVisible();
  const leftOf = async (server: string) =>
    (await page.getByRole('button', { name: new RegExp(`^Server ${server}`) }).boundingBox())!.x;
  expect(await leftOf('leaf')).toBeLessThan(await leftOf('hub'));
});

// Such a frame may be kept from all storage, and from locks.
test.describe('in a page of another site', () => {
  test.use({ allowedProblems: /^other origin: http:\/\/localhost/ });

  test('a frame starts by a press, tells its height, and its servers answer', async ({
    page,
    baseURL,
  }) => {
    const src = new URL('./embed#of=topology/two-domains', baseURL).href;
    const site = createSite((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<!doctype html><title>Told</title><link rel="icon" href="data:,">
        <script>addEventListener('message', ({ data }) => (document.title += ' ' + data.leafwise?.height))</script>
        <iframe src="${src}" sandbox="allow-scripts allow-same-origin" width="900" height="700"></iframe>`);
    }).listen(0, '127.0.0.1');
    try {
      await expect.poll(() => site.listening).toBe(true);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
      const frame = page.frameLocator('iframe');
      const start = frame.getByRole('button', { name: 'Start' });
      await expect(start).toBeVisible();
      await expect(page).toHaveTitle(/^Told( \d+)+$/);
      // One that lasts for a frame is not told: the page around would jump.
      await start.evaluate(async (button) => {
        const { style } = button.parentElement!;
        const frame = () => new Promise(requestAnimationFrame);
        await frame();
        style.paddingBlockEnd = '9999px';
        await frame();
        style.paddingBlockEnd = '';
        for (let frames = 0; frames < 4; frames += 1) await frame();
      });
      await expect(page).toHaveTitle(/^Told( \d{1,4})+$/);
      await start.hover();
      await start.focus();
      expect(asked.filter((url) => /\.wasm/.test(url))).toEqual([]);
      await start.click();
      const type = async (server: string, line: string) => {
        await frame.getByRole('tab', { name: `${server}$` }).click();
        const prompt = frame.getByRole('textbox', { name: `Command at ${server}` });
        await prompt.fill(line);
        await prompt.press('Enter');
      };
      const output = frame.getByRole('log', { name: 'What hub answered', includeHidden: true });
      await type('hub', 'sub news');
      await expect(output).toContainText('Subscribing on news');
      await type('leaf', 'pub news "oak table"');
      await expect(output).toContainText('oak table');
      await expect(frame.getByRole('link', { name: 'Open in Leafwise' })).toBeVisible();
    } finally {
      site.close();
      site.closeAllConnections();
    }
  });
});

test.describe('in a sandbox without an origin', () => {
  // The browser keeps the fonts from it.
  test.use({ allowedProblems: /\/fonts\/|Failed to load resource: net::ERR_FAILED/ });

  test('a frame says what it needs', async ({ page, baseURL }) => {
    const src = new URL('./embed#of=topology/two-domains', baseURL).href;
    await page.setContent(
      `<iframe src="${src}" sandbox="allow-scripts" width="900" height="700"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Start' }).click();
    await expect(frame.getByRole('alert')).toContainText('the frame needs allow-same-origin');
  });
});
