import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { chromiumArgs } from '../lib/chromium.mjs';
import { serve } from '../lib/serve.mjs';
import { temporaryFolder } from './cleanup.ts';
import { median, type Group, type Measured } from './figures.ts';
import { buildSite, withWorkshop } from './site.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** How often a page is looked at: a score hangs on what else the machine does. */
const times = 3;

/** Lighthouse's scores of one page of each kind. */
export const lighthouseScores: Group = {
  name: 'lighthouse',
  note:
    `the scores of Lighthouse, desktop preset, on the production build as a static host serves it, compressed; ` +
    `the median of ${times} visits, each with an empty cache.`,
  measure: (say) =>
    withWorkshop(async (workshop) => {
      say('building the site');
      const folder = await buildSite(workshop);
      const site = await serve({ folder });
      try {
        const measured: Measured[] = [];
        for (const [name, path] of Object.entries(pagesOf(folder))) {
          say(`looking at /${path}`);
          measured.push(...(await scoresOf(name, site.url + path)));
        }
        return measured;
      } finally {
        await site.close();
      }
    }),
};

/** One page of each kind, by what it is called. */
function pagesOf(folder: string): Record<string, string> {
  const sitemap = readFileSync(join(folder, 'sitemap.xml'), 'utf8');
  const trouble = /<loc>https?:\/\/[^/]+\/(troubleshooting\/[^<]+)<\/loc>/.exec(sitemap)?.[1];
  return {
    home: '',
    guide: 'guides/across-the-boundary',
    lab: 'labs/cross-a-domain',
    bench: 'bench',
    embed: 'embed#of=topology/two-domains',
    ...(trouble !== undefined && { troubleshooting: trouble }),
  };
}

async function scoresOf(name: string, url: string): Promise<Measured[]> {
  const visits: Record<string, number>[] = [];
  for (let i = 0; i < times; i++) visits.push(await visit(url));
  return (
    categories
      // Search engines are kept from what stands in frames, which costs the score of a page that wants to be found.
      .filter((category) => name !== 'embed' || category !== 'seo')
      .map((category) => ({
        name: `lighthouse.${name}.${category}`,
        value: median(visits.map((scores) => scores[category]!)),
        unit: 'of 1',
        bar: { of: 'value', least: 0.95 },
      }))
  );
}

/** The scores of a page in a Chromium of its own, by category. */
async function visit(url: string): Promise<Record<string, number>> {
  const profile = temporaryFolder();
  const browser = await puppeteer.launch({
    args: chromiumArgs(),
    userDataDir: profile.path,
    executablePath: process.env.LEAFWISE_CHROMIUM!,
  });
  try {
    const port = Number(new URL(browser.wsEndpoint()).port);
    const result = await lighthouse(url, { port, logLevel: 'error' }, desktopConfig);
    if (!result || result.lhr.runtimeError) {
      throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? 'no answer of Lighthouse'}`);
    }
    const { lhr } = result;
    return Object.fromEntries(categories.map((name) => [name, lhr.categories[name]?.score ?? 0]));
  } finally {
    await browser.close();
    profile.remove();
  }
}
