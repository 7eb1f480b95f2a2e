import { readFileSync } from 'node:fs';
import { expectClean, expectCleanInBothThemes, expectNoOverflow } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { GuidePage, steps } from './guide-page.ts';

/** Every page of the site, as its own list of them says. */
const pages = [
  ...readFileSync(new URL('../../build/sitemap.xml', import.meta.url), 'utf8').matchAll(
    /<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g,
  ),
]
  .map(([, path = '']) => `./${path}`)
  .filter((path) => !isOneOfMany(path));

/** The pages of messages are written alike, and these stand for all: long lines, several servers, a table. */
function isOneOfMany(path: string): boolean {
  const [, slug] = /troubleshooting\/messages\/(.+)/.exec(path) ?? [];
  const looked = [
    'leafnode-connection-closed',
    'loop-detected',
    'operator-mode-requires-account-nkeys',
  ];
  return slug !== undefined && !looked.includes(slug);
}

/** The screens for each page: both colours, and both widths. Contrast is the same on each width. */
const screens = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 390 },
] as const;

/** How many pages one test looks at: a page that is opened after another costs half as much. */
const together = 8;

for (let from = 0; from < pages.length; from += together) {
  const some = pages.slice(from, from + together);
  test(`axe finds nothing on ${some.join(', ')}, in light and dark, wide and narrow`, async ({
    page,
  }) => {
    for (const path of some) {
      // Start each page on the first screen: resized while it is hydrated, a code block of Docusaurus
      // throws.
      await page.emulateMedia({ colorScheme: screens[0].theme });
      await page.setViewportSize({ width: screens[0].width, height: 844 });
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const { theme, width } of screens) {
        await page.setViewportSize({ width, height: 844 });
        await expectClean(page, theme);
        await expectNoOverflow(page);
      }
    }
  });
}

test('axe finds nothing on a guide whose lab runs', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.run();
  await guide.perform(steps.create);
  await guide.perform(steps.nobody);
  await guide.step(steps.create).getByText('frames crossed the link').click();
  await guide.edit('leaf', (config) => config.replace('domain: leaf', 'domian: leaf'));
  await guide.press('leaf', 'Apply configuration');
  await expect(guide.config('leaf').getByRole('status')).toContainText('runs on as it was');
  await expectCleanInBothThemes(page);
});

test('axe finds nothing on the bench of a lab', async ({ page }) => {
  await page.goto('./labs/cross-a-domain');
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await page.getByRole('button', { name: 'Show me: Make the shop’s stream' }).click();
  await expect(page.getByRole('heading', { name: /\(done\)/ })).toBeVisible();
  const hub = page.getByRole('textbox', { name: 'Command at hub' });
  await hub.fill('stream add');
  await hub.press('Enter');
  await expect(page.getByText(/nats: error/)).toBeVisible();
  const clean = () => expectCleanInBothThemes(page);
  for (const spot of [/^Link leaf-hub/, /^Server leaf/]) {
    await page.getByRole('button', { name: spot }).click();
    await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
    await clean();
  }
  for (const tab of ['Interest', 'Log']) {
    await page.getByRole('tab', { name: tab }).click();
    await clean();
  }
  const crossed = page.getByRole('list', { name: 'What crossed last' });
  await crossed.getByRole('button').first().click();
  await expect(page.getByRole('list', { name: 'The way of this message' })).toBeVisible();
  await clean();
  await page.getByRole('tab', { name: 'Wire' }).click();
  await clean();
});

test('the guide works by keyboard alone', async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await guide.start.focus();
  await page.keyboard.press('Enter');
  await guide.isRunning();
  const run = guide.step(steps.create).getByRole('button', { name: /^Run/ });
  await run.focus();
  await page.keyboard.press('Space');
  await expect(guide.step(steps.create).getByRole('status')).toContainText('ORDERS');
});
