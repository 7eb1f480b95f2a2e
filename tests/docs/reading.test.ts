import { expect, test } from 'vitest';
import { pagesIn, partsOf, sourceOf, type Part } from './page.ts';

/** A page with more words than this has something that runs. */
const most = 1500;

const pages = ['guides', 'labs', 'troubleshooting', 'reference'].flatMap(pagesIn);

const names = (parts: readonly Part[]): string[] =>
  parts.flatMap(({ name, parts: within }) => [name, ...names(within)]);

/** What is read as prose: not the head, not imports, not code, not tags. */
const wordsOf = (source: string): number =>
  source
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^import .*$/gm, '')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/<[^>]*>/g, ' ')
    .split(/\s+/)
    .filter((word) => /\w/.test(word)).length;

test.each(pages)('%s is short, or runs', async (page) => {
  if (wordsOf(sourceOf(page)) <= most) return;
  expect(names(await partsOf(page))).toContain('Lab');
});
