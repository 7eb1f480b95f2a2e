// @ts-check
// `npm run screenshots`: takes the README's picture, makes the site's icons and its card, and takes below
// `screenshots/` a picture of every component and of the home page, in light, in dark and on a narrow screen, to be
// looked at. They are of the production build in `build/`, which is made if there is none. Names of pictures, such as
// `npm run screenshots -- traffic rates`, take those alone.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chromiumArgs, ensureChromium } from './lib/chromium.mjs';
import { binOf, root } from './lib/paths.mjs';
import { Problem, runTool } from './lib/problem.mjs';
import { run, shorten } from './lib/run.mjs';
import { serve } from './lib/serve.mjs';
import { makeSiteImages } from './lib/site-images.mjs';
import { setup } from './lib/steps.mjs';

/**
 * @typedef {import('playwright').Page} Page
 * @typedef {{ width: number, height: number, colorScheme: 'light' | 'dark' }} Screen
 * @typedef {object} Shot
 * @property {string} name
 * @property {string} path Of the page.
 * @property {(page: Page) => Promise<unknown>} [prepare] Brings the page to what the picture shows.
 * @property {string} [region] The name of the region that is shown; the whole screen, if none is given.
 * @property {'region' | 'figure'} [role] What it is, if not a region.
 */

/** @type {Screen} */
const desk = { width: 1280, height: 900, colorScheme: 'light' };

/** The screen of each kind of picture, by its name. @type {Record<string, Screen>} */
const screens = {
  light: desk,
  dark: { ...desk, colorScheme: 'dark' },
  narrow: { width: 390, height: 844, colorScheme: 'light' },
};

/** The README's picture. @type {Shot} */
const readme = {
  name: 'screenshot',
  path: 'labs/cross-a-domain',
  prepare: async (page) => {
    await start(page);
    for (const title of [
      'Make the shop’s stream from where you are',
      'Take three orders in the shop',
    ]) {
      await showMe(page, title);
    }
    await page.getByRole('button', { name: 'Show me: Keep a copy at the hub' }).click();
    await page.getByText('ORDERS_COPY', { exact: true }).first().waitFor();
    await type(page, 'hub', 'stream ls --js-domain leaf');
    await page.getByRole('heading', { name: /Take three orders/ }).scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo({ top: 372, behavior: 'instant' }));
  },
};

const guide = 'guides/across-the-boundary';

/** Every component, and the home page. @type {Shot[]} */
const shots = [
  { name: 'home', path: '' },
  {
    name: 'home-running',
    path: '',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Send the order to the hub' }).click();
      await page.getByText(/1 arrived at the hub/).waitFor();
    },
  },
  { name: 'guide', path: guide },
  { name: 'lab', path: 'labs/cross-a-domain', prepare: start },
  {
    name: 'topology-link',
    path: guide,
    prepare: async (page) => {
      await start(page);
      await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
      await page.getByRole('button', { name: 'Cut the link' }).click();
      await page.getByText('is cut: a dial is refused').waitFor();
    },
    region: 'Topology',
  },
  {
    name: 'topology-server',
    path: guide,
    prepare: async (page) => {
      await start(page);
      await page.getByRole('button', { name: /^Server leaf/ }).click();
      await page.getByText(/bytes on disk/).waitFor();
    },
    region: 'Topology',
  },
  {
    name: 'topology-message',
    path: guide,
    prepare: async (page) => {
      await start(page);
      await runStep(page, 'Create ORDERS in domain leaf, from the hub');
      const crossed = page.getByRole('list', { name: 'What crossed last' });
      await crossed.getByRole('button').first().click();
      await page.getByRole('list', { name: 'The way of this message' }).waitFor();
    },
    region: 'Topology',
  },
  {
    name: 'topology-refused',
    path: guide,
    prepare: async (page) => {
      await start(page);
      await page.getByRole('button', { name: /^Link leaf-hub/ }).click();
      await page.getByRole('button', { name: 'Cut the link' }).click();
      await page.getByRole('button', { name: 'Heal the link' }).click();
      await page
        .getByText(/refused/i)
        .locator('visible=true')
        .first()
        .waitFor();
    },
    region: 'Topology',
  },
  {
    name: 'traffic',
    path: guide,
    prepare: async (page) => {
      await start(page);
      await runStep(page, 'Create ORDERS in domain leaf, from the hub');
      await page.getByRole('grid', { name: 'Frames' }).press('End');
      await page.keyboard.press('Enter');
      await hideMap(page);
    },
    region: 'The wire',
  },
  {
    name: 'bench',
    path: 'labs/lose-a-member',
    prepare: async (page) => {
      await start(page);
      await openBench(page);
      await page
        .getByRole('button', { name: /^Link .*: rtt/ })
        .first()
        .waitFor();
    },
    region: 'Topology',
  },
  {
    name: 'console',
    path: 'labs/cross-a-domain',
    prepare: async (page) => {
      await start(page);
      await openBench(page);
      await type(page, 'hub', 'stream add ORDERS --subjects orders.> --defaults');
      await page.getByText('Stream ORDERS was created').waitFor();
    },
    region: 'Console at hub',
  },
  {
    name: 'config',
    path: guide,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Edit (leaf)' }).click();
      await page.getByRole('textbox', { name: 'Configuration of leaf' }).press('Enter');
      await page.getByRole('button', { name: 'Show changes (leaf)' }).click();
      await page.getByText('changed', { exact: true }).waitFor();
    },
    region: 'leaf.conf',
    role: 'figure',
  },
  { name: 'streams', path: guide, prepare: mirrored, region: 'Streams' },
  {
    name: 'rates',
    path: guide,
    prepare: async (page) => {
      await mirrored(page);
      const rates = page.getByRole('region', { name: 'Rates' });
      await hideMap(page);
      await rates.scrollIntoViewIfNeeded();
      await rates.getByRole('row', { name: /ORDERS_COPY/ }).waitFor();
      // Something to draw: orders, more of them at each press.
      const publish = page.getByRole('button', { name: 'Run: Publish an order on the leaf' });
      for (let press = 0; press < 12; press++) {
        await publish.evaluate((button) => /** @type {HTMLElement} */ (button).click());
        await page.waitForTimeout(700);
      }
    },
    region: 'Rates',
  },
  { name: 'reference', path: 'reference/console' },
];

/** The folder of the pictures that git ignores. */
const album = join(root, 'screenshots');
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
    /** @param {Shot} shot @param {Screen} screen @param {string} file */
    const take = async (
      { path, prepare, region, role = 'region' },
      { width, height, colorScheme },
      file,
    ) => {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      await page.goto(`${server.url}${path}`);
      await prepare?.(page);
      const shown = region ? page.getByRole(role, { name: region, exact: true }) : page;
      // The sticky navbar would stand in the middle of a region that is taller than the screen.
      const style = region ? '.navbar { visibility: hidden }' : '';
      await shown.screenshot({ path: file, animations: 'disabled', style });
      await page.close();
      console.log(`${relative(root, file)}: taken`);
    };
    const wanted = process.argv.slice(2);
    if (wanted.length === 0) {
      await makeSiteImages(browser, server.url);
      await take(readme, desk, join(root, 'static/img/screenshot.png'));
    }
    for (const shot of shots) {
      if (wanted.length > 0 && !wanted.includes(shot.name)) continue;
      for (const [name, screen] of Object.entries(screens)) {
        await take(shot, screen, join(album, `${shot.name}-${name}.png`));
      }
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

/** Starts the lab of a page. @param {Page} page */
async function start(page) {
  await page.getByRole('button', { name: 'Start the servers' }).click();
  await page.getByText('Running in this tab.').waitFor();
}

/** Leaves out the map that stays in view, which would lie over what is shown. @param {Page} page */
async function hideMap(page) {
  await page
    .getByRole('region', { name: 'Topology' })
    .evaluate((map) => map.setAttribute('hidden', ''));
}

/** Has a step of a lab done, and waits until its checks have passed. @param {Page} page @param {string} title */
async function showMe(page, title) {
  await page.getByRole('button', { name: `Show me: ${title}` }).click();
  await page.getByRole('heading', { name: `${title} (done)` }).waitFor();
}

/** Opens the bench where it is a panel. @param {Page} page */
async function openBench(page) {
  const handle = page.getByRole('button', { name: 'Bench: map, consoles, configuration' });
  if (await handle.isVisible()) await handle.click();
}

/** Types a command into a console of the bench. @param {Page} page @param {string} server @param {string} line */
async function type(page, server, line) {
  await page.getByRole('tab', { name: `${server}$` }).click();
  const prompt = page.getByRole('textbox', { name: `Command at ${server}` });
  await prompt.fill(line);
  await prompt.press('Enter');
}

/** A guide with a stream, an order in it, and its mirror. @param {Page} page */
async function mirrored(page) {
  await start(page);
  await runStep(page, 'Create ORDERS in domain leaf, from the hub');
  await runStep(page, 'Publish an order on the leaf');
  await runStep(page, 'Mirror ORDERS into the hub');
  await page.getByRole('region', { name: 'Streams' }).getByText(/lag 0/).waitFor();
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
