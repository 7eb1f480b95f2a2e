// @ts-check
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compile } from '@mdx-js/mdx';
import { root } from './paths.mjs';

const part = '\0part:';

/**
 * For Vitest: a page of `docs/`, or of a lab in `examples/`, as a module whose default export answers its React elements. Each of
 * the site's components in them is an empty function of the same name. Other imports of a page, such as
 * the exercise of a lab, are the real thing.
 * @type {import('vite').Plugin}
 */
export const docPages = {
  name: 'doc-pages',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!['docs', 'examples'].some((folder) => importer?.startsWith(join(root, folder)))) return;
    if (/^@(site\/src\/components|theme)\//.test(source)) return part + basename(source, '.tsx');
    if (source.startsWith('@site/')) return this.resolve(join(root, source.slice(6)), importer);
    // The bundler of the site wants to be told to leave other loaders out.
    if (source.startsWith('!!')) return this.resolve(source.slice(2), importer);
    return;
  },
  async load(id) {
    if (id.startsWith(part)) return `export default function ${id.slice(part.length)}() {}`;
    if (!id.endsWith('.mdx')) return;
    const text = readFileSync(id, 'utf8').replace(/^---\n.*?\n---\n/s, '');
    return String(await compile({ value: text, path: id }));
  },
};
