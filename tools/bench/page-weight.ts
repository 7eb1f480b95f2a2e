import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request } from 'playwright';
import { binOf, root } from '../lib/paths.mjs';
import { run, shorten } from '../lib/run.mjs';
import { serve } from '../lib/serve.mjs';
import { withPage } from './chromium.ts';
import { undoAtExit } from './cleanup.ts';
import type { Group } from './figures.ts';
import { writePlainSite } from './plain-site.ts';

const guide = 'guides/across-the-boundary';

/** Below node_modules, so that a site that is built here finds the packages. */
const workshop = join(root, 'node_modules/.cache/leafwise-bench');

/** The start-up JavaScript of a guide, next to that of the same prose on a plain Docusaurus site. */
export const pageWeight: Group = {
  name: 'page',
  note:
    `gzip bytes of the scripts that /${guide} asks for in Chromium before a lab is started, without those it only ` +
    'prefetches for other pages. vanilla: the same prose on a Docusaurus site with the classic preset and nothing else.',
  measure: async (say) => {
    const plain = join(workshop, 'plain');
    const remove = undoAtExit(() => rmSync(workshop, { recursive: true, force: true }));
    try {
      mkdirSync(workshop, { recursive: true });
      say('building the site');
      const page = await weigh(await build(root, { ...aside, LEAFWISE_BASE_URL: '/' }), guide);
      say('building plain Docusaurus');
      writePlainSite(plain, `${guide}.mdx`);
      const vanilla = await weigh(await build(plain, {}), '');
      const unit = 'bytes';
      return [
        {
          name: 'page.js',
          value: page,
          unit,
          against: 'page.js.vanilla',
          bar: { of: 'ratio', most: 1.15 },
        },
        { name: 'page.js.vanilla', value: vanilla, unit },
      ];
    } finally {
      remove();
    }
  },
};

/**
 * Has the site built beside whatever else is being built of it. The last part of the path, which is relative to the
 * site, is the name by which docusaurus.config.ts knows these files.
 */
const aside = {
  DOCUSAURUS_GENERATED_FILES_DIR_NAME: join(relative(root, workshop), '.docusaurus'),
};

/**
 * Builds a Docusaurus site for production.
 * @returns the folder that was built
 */
async function build(site: string, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = join(workshop, `${basename(site)}-build`);
  const docusaurus = binOf('@docusaurus/core', 'docusaurus');
  const args = [docusaurus, 'build', site, '--out-dir', folder];
  const { code, output } = await run(process.execPath, args, { env });
  if (code !== 0) throw new Error(`${site} does not build:\n${shorten(output)}`);
  return folder;
}

/** The gzip size of the scripts of a page, in bytes. */
async function weigh(folder: string, path: string): Promise<number> {
  const site = await serve({ folder });
  try {
    return await withPage(async (page) => {
      const scripts: Promise<number>[] = [];
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.endsWith('.js') && !isPrefetch(response.request())) {
          scripts.push(response.body().then((body) => gzipSync(body).length));
        }
      });
      const response = await page.goto(`${site.url}${path}`, { waitUntil: 'networkidle' });
      if (!response?.ok()) throw new Error(`/${path} is not there`);
      if (scripts.length === 0) throw new Error(`/${path} asks for no script`);
      return (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    });
  } finally {
    await site.close();
  }
}

/** Whether a request is only for a page that the reader may go to next. */
function isPrefetch(request: Request): boolean {
  return request.headers()['sec-purpose'] === 'prefetch';
}
