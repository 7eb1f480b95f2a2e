import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const build = new URL('../../build/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, build), 'utf8');

test('llms.txt lists every page of the docs, and each is there as Markdown', () => {
  const files = [...read('llms.txt').matchAll(/\]\(https?:\/\/[^/]+\/([^)]+\.md)\)/g)].map(
    ([, file]) => file!,
  );
  const pages = [...read('sitemap.xml').matchAll(/<loc>https?:\/\/[^/]+\/([^<]+)<\/loc>/g)];
  expect(files.map((file) => file.replace(/\.md$/, '')).sort()).toEqual(
    // The bench is no page of the docs.
    pages
      .map(([, path]) => path)
      .filter((path) => path !== 'bench')
      .sort(),
  );
  for (const file of files) {
    const text = read(file);
    expect.soft(text, file).toMatch(/^# \S/);
    const prose = text.replace(/^( *)(`{3,})[\s\S]*?^\1\2$/gm, '').replace(/`[^`]*`/g, '');
    expect.soft(prose, `${file}: what is JSX or HTML`).not.toMatch(/<\/?[A-Za-z!]|^import /m);
    for (const [, link] of text.matchAll(/\]\(https?:\/\/localhost:3000\/([^)#]+\.md)\)/g)) {
      expect.soft(existsSync(new URL(link!, build)), `${file} links to ${link}`).toBe(true);
    }
  }
});

test('a page as Markdown has its commands, its configurations and its steps', () => {
  const guide = read('guides/across-the-boundary.md');
  expect(guide).toContain(
    '```nats\n# The hub: leaf nodes dial it. It dials no server.\nserver_name: hub',
  );
  expect(guide).toContain("const hub = await connect('hub');");
  expect(guide).toContain('*Map of hub, leaf.');
  const lab = read('labs/cross-a-domain.md');
  expect(lab).toContain('## Make the shop’s stream from where you are');
  expect(lab).toMatch(/At `leaf`:\s+```\s+nats pub orders\.new/);
  expect(lab).toContain('- The hub does not');
});

test('the reader copies a page as Markdown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./labs/join-a-leaf');
  await page.getByRole('button', { name: 'Copy page as Markdown' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(read('labs/join-a-leaf.md'));
});

test('a browser that keeps the clipboard is answered with what to do', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.goto('./labs/join-a-leaf');
  await page.getByRole('button', { name: 'Copy page as Markdown' }).click();
  const link = page.getByRole('link', { name: 'Open the Markdown' });
  await expect(link).toHaveAttribute('href', /labs\/join-a-leaf\.md$/);
});

test.describe('without the file', () => {
  test.use({ allowedProblems: /join-a-leaf\.md|404|ERR_FAILED/ });

  test('the button says that it could not be fetched', async ({ page }) => {
    await page.route('**/*.md', (route) => route.abort());
    await page.goto('./labs/join-a-leaf');
    await page.getByRole('button', { name: 'Copy page as Markdown' }).click();
    await expect(page.getByText('could not be fetched')).toBeVisible();
  });
});
