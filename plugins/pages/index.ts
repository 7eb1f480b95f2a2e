import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PluginModule } from '@docusaurus/types';
import { markdownPath } from '../../src/site-data/markdown-path.ts';
import { entriesFile } from '../../src/search/search-entry.ts';
import { llmsFullTxt, llmsTxt } from './llms.ts';
import { ownEntries } from './own-entries.ts';
import { markdownOf } from './markdown.ts';
import { builtPages } from './pages.ts';
import { entryOf } from './search-entries.ts';

/**
 * Writes beside each page of the docs the same page as Markdown, and from all of them `llms.txt`,
 * `llms-full.txt` and what the search looks through.
 */
export const pagesAsText: PluginModule = () => ({
  name: 'leafwise-pages-as-text',
  postBuild: async (props) => {
    const { outDir, siteConfig } = props;
    const pages = builtPages(props);
    const write = (name: string, content: string) => {
      const file = join(outDir, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    };
    for (const { path, tree } of pages) {
      write(markdownPath(path.slice(siteConfig.baseUrl.length)), markdownOf(tree));
    }
    write('llms.txt', llmsTxt(siteConfig, pages));
    write('llms-full.txt', llmsFullTxt(siteConfig, pages));
    const entries = [...pages.map(entryOf), ...ownEntries(siteConfig.baseUrl)];
    write(entriesFile, JSON.stringify(entries));
  },
});
