import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DefaultParseFrontMatter } from '@docusaurus/types';
import type { Head } from '../src/site-data/page-head.ts';
import { root } from '../tools/lib/paths.mjs';

/** The head of a page, all of it, by the page's id. */
export async function frontMatterOf(
  parse: DefaultParseFrontMatter,
  id: string,
): Promise<Record<string, unknown>> {
  const filePath = join(root, 'docs', `${id}.mdx`);
  const fileContent = await readFile(filePath, 'utf8');
  return (await parse({ filePath, fileContent })).frontMatter;
}

/** The titles and descriptions of pages, by their ids. */
export async function headsOf(
  parse: DefaultParseFrontMatter,
  ids: readonly string[],
): Promise<Record<string, Head>> {
  const heads = ids.map(async (id) => {
    const { title, description } = await frontMatterOf(parse, id);
    return [id, { title: String(title), description: String(description) }] as const;
  });
  return Object.fromEntries(await Promise.all(heads));
}
