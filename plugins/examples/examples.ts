import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../../src/site-data/example.ts';
import { root } from '../../tools/lib/paths.mjs';
import { docIds, isMessage } from '../docs.ts';

/** What the fence of a block says: its language, its title, and the words after it. */
interface Head {
  language: string;
  title: string;
  words: readonly string[];
}

const headOf = (language: string, meta: string): Head => {
  const [, title = '', words = ''] = /^(?:title="([^"]*)")?(.*)/.exec(meta.trim()) ?? [];
  return { language, title, words: words.trim().split(/\s+/) };
};

/**
 * Whether a block is a file of the network that its page shows: on the page of a message one that provokes it, or that is
 * marked as one that the bench opens, with the files that lie on the machines; elsewhere any whole configuration.
 */
export function isOfExample(lang: string, meta: string, onMessage: boolean): boolean {
  const { language, title, words } = headOf(lang, meta);
  if (words.some((word) => word.startsWith('on='))) return true;
  return (
    language === 'conf' &&
    title.endsWith('.conf') &&
    (!onMessage || words.includes('provokes') || words.includes('opens'))
  );
}

/** The files that a page shows as one network; none where it shows no configuration. */
export function filesIn(page: string, onMessage: boolean): Example['files'] {
  const blocks = [...page.matchAll(/^```(\w+)([^\n]*)\n([^]*?)^```$/gm)]
    .map(([, lang = '', meta = '', text = '']) => ({ lang, meta, text }))
    .filter(({ lang, meta }) => isOfExample(lang, meta, onMessage));
  if (!blocks.some(({ lang }) => lang === 'conf')) return [];
  return blocks.map(({ lang, meta, text }) => {
    const { title, words } = headOf(lang, meta);
    const on = words.find((word) => word.startsWith('on='))?.slice(3);
    return { path: on === undefined ? title : `${on}${title}`, text };
  });
}

/** The name of a page among the examples. */
export const nameOfPage = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** The examples of all pages that have one. */
export const examples = (): Example[] =>
  docIds
    .map((id) => ({
      name: nameOfPage(id),
      files: filesIn(readFileSync(join(root, `docs/${id}.mdx`), 'utf8'), isMessage(id)),
    }))
    .filter(({ files }) => files.length > 0);
