import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DefaultParseFrontMatter } from '@docusaurus/types';
import { root } from '../tools/lib/paths.mjs';
import { pathSoFar } from './docs.ts';

/** The titles of the pages of the learning path that there are, by their ids. */
export async function titlesOnPath(
  parse: DefaultParseFrontMatter,
): Promise<Record<string, unknown>> {
  const titles = pathSoFar.map(async (id) => {
    const filePath = join(root, 'docs', `${id}.mdx`);
    const fileContent = await readFile(filePath, 'utf8');
    return [id, (await parse({ filePath, fileContent })).frontMatter['title']] as const;
  });
  return Object.fromEntries(await Promise.all(titles));
}
