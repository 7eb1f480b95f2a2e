// @ts-check
// `npm run screenshots`: takes the pictures of the site that the project shows of itself. They are of the production
// build in `build/`, which is made if there is none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumArgs, ensureChromium } from './lib/chromium.mjs';
import { binOf, root } from './lib/paths.mjs';
import { Problem, runTool } from './lib/problem.mjs';
import { run, shorten } from './lib/run.mjs';
import { serve } from './lib/serve.mjs';
import { setup } from './setup.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {object} Shot
 * @property {string} file
 * @property {string} path Of the page.
 * @property {(page: Page) => Promise<void>} prepare Brings the page to what the picture shows.
 */

/** @type {Shot[]} */
const shots = [
  {
    file: 'static/img/screenshot.png',
    path: 'guides/across-the-boundary',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Start the servers' }).click();
      await page.getByText('Running in this tab.').waitFor();
      await runStep(page, 'Create ORDERS in domain leaf, from the hub');
      await runStep(page, 'Publish an order on the leaf');
      const mirror = await runStep(page, 'Mirror ORDERS into the hub');
      await mirror.getByText('frames crossed the link').click();
      await mirror.getByRole('button', { name: 'Run' }).evaluate((run) => {
        window.scrollBy({ top: run.getBoundingClientRect().top - 356, behavior: 'instant' });
      });
      await page.getByText('ORDERS_COPY', { exact: true }).first().waitFor();
    },
  },
];

const viewport = { width: 1280, height: 900 };
const site = join(root, 'build');

await runTool(async () => {
  let executablePath = '';
  await setup([
    {
      name: 'Chromium',
      work: async (say) => {
        executablePath = await ensureChromium(say);
      },
    },
    { name: 'site', work: buildSite },
  ]);
  const { chromium } = await import('playwright');
  const server = await serve({ folder: site });
  const browser = await chromium.launch({ executablePath, args: chromiumArgs() });
  try {
    for (const { file, path, prepare } of shots) {
      const page = await browser.newPage({ viewport });
      await page.goto(`${server.url}${path}`);
      await prepare(page);
      await page.screenshot({ path: join(root, file), animations: 'disabled' });
      await page.close();
      console.log(`${file}: taken`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
});

/** @param {import('./lib/progress.mjs').Say} say */
async function buildSite(say) {
  if (existsSync(site)) return;
  say('building');
  const { code, output } = await run(process.execPath, [
    binOf('@docusaurus/core', 'docusaurus'),
    'build',
  ]);
  if (code !== 0) throw new Problem(`${shorten(output)}\n\nThe site could not be built.`);
}

/**
 * Runs a step of a guide, and answers where it stands once it has been answered.
 * @param {Page} page
 * @param {string} title
 */
async function runStep(page, title) {
  const step = page.getByRole('region', { name: title });
  await step.getByRole('button', { name: 'Run' }).click();
  await step.getByRole('status').getByText('{').waitFor();
  return step;
}
