import { copyFileSync, cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { servePage } from '../lib/page-site.ts';
import { Problem } from '../lib/problem.mjs';
import { serve } from '../lib/serve.mjs';
import { temporaryFolder } from './cleanup.ts';

/** Builds tools/bench/page for production and serves it on 127.0.0.1, for as long as it is used. */
export async function withBenchSite<T>(
  use: (url: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = temporaryFolder();
  try {
    const site = await servePage('tools/bench/page', folder.path);
    try {
      return await use(site.url, folder.path);
    } finally {
      await site.close();
    }
  } finally {
    folder.remove();
  }
}

let beside: string | undefined;

/**
 * Has another server module measured beside the one that is built.
 * @param file packed as that one is, or not at all
 * @throws Problem if there is none
 */
export function measureBeside(file: string): void {
  if (!existsSync(file)) throw new Problem(`There is no module ${file}.`);
  beside = file;
}

/** As `withBenchSite`: also `beside`, the same site with the other module, where there is one. */
export function withBenchSites<T>(
  use: (urls: { tab: string; beside?: string }) => Promise<T>,
): Promise<T> {
  return withBenchSite(async (tab, folder) => {
    if (beside === undefined) return use({ tab });
    const copy = temporaryFolder();
    cpSync(folder, copy.path, { recursive: true });
    const assets = join(copy.path, 'assets');
    const module = readdirSync(assets).find((name) => name.endsWith('.br'))!;
    copyFileSync(beside, join(assets, module));
    const site = await serve({ folder: copy.path });
    try {
      return await use({ tab, beside: site.url });
    } finally {
      await site.close();
      copy.remove();
    }
  });
}
