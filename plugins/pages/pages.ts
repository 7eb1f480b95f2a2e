import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedVersion } from '@docusaurus/plugin-content-docs';
import type { Props } from '@docusaurus/types';
import type { Root } from 'mdast';
import { isMessage } from '../docs.ts';
import { docsOf, partOf } from '../docs-plugin.ts';
import { markdownPath } from '../../src/site-data/markdown-path.ts';
import { pageTree } from './page-tree.ts';

/** A page of the docs, as it was built. */
export interface Page {
  title: string;
  description: string;
  /** The part of the site that it is in: Guides, Labs and so on; empty if none. */
  part: string;
  /** Its address on this site, with the base URL. */
  path: string;
  tree: Root;
  head: PageHead;
}

/** What the head of a page says to the search. */
export interface PageHead {
  sidebar_label?: string;
  /** What readers of a trouble see, and words by which they ask for a page. */
  symptom?: string;
  keywords?: string[];
  /** The format strings of a message of the server. */
  message?: string;
  also?: string | string[];
}

/** All pages of the docs, in the order of the sidebars; first those that are in none, last the many messages. */
export function builtPages({ plugins, outDir, siteConfig }: Props): Page[] {
  const { url, baseUrl } = siteConfig;
  const { docs, sidebars } = docsOf(plugins);
  const pathOf = (permalink: string) => permalink.replace(/(?<=.)\/$/, '');
  const paths = new Set(docs.map(({ permalink }) => pathOf(permalink)));
  const linkTo = (href: string) => {
    if (!href.startsWith('/')) return href;
    const path = pathOf(href.split('#')[0]!);
    return url + (paths.has(path) ? markdownPath(path) : href);
  };
  const order = Object.values(sidebars).flatMap(idsIn);
  const placeOf = (id: string) => (isMessage(id) ? order.length : order.indexOf(id));
  return docs
    .map((doc) => ({ doc, place: placeOf(doc.id) }))
    .sort((a, b) => a.place - b.place)
    .map(({ doc: { title, description, permalink, sidebar, frontMatter } }) => {
      const path = pathOf(permalink);
      const file = join(outDir, `${path.slice(baseUrl.length)}.html`);
      const tree = pageTree(readFileSync(file, 'utf8'), linkTo);
      return {
        title,
        description,
        part: partOf(sidebar),
        path,
        tree,
        head: frontMatter,
      };
    });
}

function idsIn(items: LoadedVersion['sidebars'][string]): string[] {
  return items.flatMap((item) => {
    if (item.type === 'category') {
      const { link } = item;
      return [...(link?.type === 'doc' ? [link.id] : []), ...idsIn(item.items)];
    }
    return item.type === 'doc' ? [item.id] : [];
  });
}
