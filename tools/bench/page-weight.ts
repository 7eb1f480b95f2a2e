import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request } from 'playwright';
import { serve } from '../lib/serve.mjs';
import { withPage } from './chromium.ts';
import type { Group } from './figures.ts';
import { writePlainSite } from './plain-site.ts';
import { build, buildSite, withWorkshop } from './site.ts';

const guide = 'guides/across-the-boundary';

/** The start-up JavaScript of a guide, next to that of the same prose on a plain Docusaurus site. */
export const pageWeight: Group = {
  name: 'page',
  note:
    `gzip bytes of the scripts that /${guide} asks for in Chromium before a lab is started, without those it only ` +
    'prefetches for other pages. vanilla: the same prose on a Docusaurus site with the classic preset and nothing else.',
  measure: (say) =>
    withWorkshop(async (workshop) => {
      say('building the site');
      const page = await weigh(await buildSite(workshop), guide);
      say('building plain Docusaurus');
      const plain = join(workshop, 'plain');
      writePlainSite(plain, `${guide}.mdx`);
      const vanilla = await weigh(await build(plain, workshop), '');
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
    }),
};

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
