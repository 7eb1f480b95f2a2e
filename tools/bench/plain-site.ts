import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

const config = `export default {
  title: 'Plain',
  url: 'http://localhost',
  baseUrl: '/',
  future: { v4: true, faster: true },
  onBrokenLinks: 'ignore',
  onBrokenAnchors: 'ignore',
  markdown: { hooks: { onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore' } },
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};
`;

/**
 * Writes a Docusaurus site with the classic preset and nothing else, whose one page has the prose of a guide.
 * @param guide the guide's file, below docs/
 */
export function writePlainSite(folder: string, guide: string): void {
  mkdirSync(join(folder, 'docs'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  writeFileSync(join(folder, 'docusaurus.config.mjs'), config);
  const prose = proseOf(readFileSync(join(root, 'docs', guide), 'utf8'));
  // As plain Markdown, in which whatever is left of the guide's components is text.
  const page = `---\nslug: /\nmdx: { format: md }\n---\n\n# Plain\n\n${prose}`;
  writeFileSync(join(folder, 'docs/page.md'), page);
}

/** An MDX file without its front matter, its imports and the tags of its components. */
function proseOf(mdx: string): string {
  return mdx
    .replace(/^---\n.*?\n---\n/s, '')
    .replace(/^import .*$/gm, '')
    .replace(/<\/?[A-Z][^>]*>/g, '');
}
