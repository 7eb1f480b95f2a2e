import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../lib/paths.mjs';
import { serve } from '../lib/serve.mjs';
import { temporaryFolder } from './cleanup.ts';

/** Builds tools/bench/page for production and serves it on 127.0.0.1. */
export async function withBenchSite<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    await build({
      root: join(root, 'tools/bench/page'),
      // For what it says of `.conf` files.
      configFile: join(root, 'vitest.config.ts'),
      base: './',
      logLevel: 'error',
      build: { outDir: folder.path, emptyOutDir: true },
    });
    const site = await serve({ folder: folder.path });
    try {
      return await use(site.url);
    } finally {
      await site.close();
    }
  } finally {
    folder.remove();
  }
}
