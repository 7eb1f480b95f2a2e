import { join } from 'node:path';
import { build } from 'vite';
import { confText } from './conf-text.mjs';
import { root } from './paths.mjs';
import { serve } from './serve.mjs';

/**
 * Builds a page of its own for production and serves it on 127.0.0.1.
 * @param page the folder of its index.html, from the repository on
 * @param folder where the built page goes: an empty folder, which stays the caller's to remove
 */
export async function servePage(
  page: string,
  folder: string,
): Promise<{ url: string; close(): Promise<void> }> {
  await build({
    root: join(root, page),
    configFile: false,
    plugins: [confText],
    base: './',
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      // As in the site's own build: see docusaurus.config.ts.
      assetsInlineLimit: (file) => (file.endsWith('.wasm.deflate') ? true : undefined),
    },
  });
  return serve({ folder });
}
