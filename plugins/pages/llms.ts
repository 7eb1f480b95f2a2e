import { markdownPath } from '../../src/site-data/markdown-path.ts';
import { markdownOf } from './markdown.ts';
import type { Page } from './pages.ts';

/** The site's title, tagline and address, from its configuration. */
interface Site {
  title: string;
  tagline: string;
  url: string;
  baseUrl: string;
}

/** Writes `llms.txt`: the pages of the site, as a list of Markdown files (llmstxt.org). */
export function llmsTxt({ title, tagline, url, baseUrl }: Site, pages: readonly Page[]): string {
  const parts = [...new Set(pages.map(({ part }) => part))];
  const lists = parts.map((part) => {
    const items = pages
      .filter((page) => page.part === part)
      .map(
        ({ title, path, description }) =>
          `- [${title}](${url}${markdownPath(path)}): ${description}`,
      );
    return `${part ? `## ${part}\n\n` : ''}${items.join('\n')}\n`;
  });
  const all = `All of it in one file: ${url}${baseUrl}llms-full.txt\n`;
  return [`# ${title}\n`, `> ${tagline}\n`, all, ...lists].join('\n');
}

/** `llms-full.txt`: all pages one after the other. */
export function llmsFullTxt({ url }: Site, pages: readonly Page[]): string {
  return pages
    .map(({ path, tree }) => `<!-- ${url}${path} -->\n\n${markdownOf(tree)}`)
    .join('\n---\n\n');
}
