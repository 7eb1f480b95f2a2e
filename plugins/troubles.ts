import type { DefaultParseFrontMatter } from '@docusaurus/types';
import type { Trouble } from '../src/site-data/trouble-entry.ts';
import { docIds } from './docs.ts';
import { frontMatterOf } from './heads.ts';

type Head = Partial<Trouble> & { sidebar_position?: number };

/** All pages about a trouble, from their heads and in the order that those give: a new one appears by itself. */
export async function troubles(parse: DefaultParseFrontMatter): Promise<Trouble[]> {
  const ids = docIds.filter((id) => /^troubleshooting\/[^/]+$/.test(id));
  const heads = await Promise.all(
    ids.map(async (id) => ({ id, ...((await frontMatterOf(parse, id)) as Head) })),
  );
  return heads
    .filter(({ symptom }) => symptom !== undefined)
    .sort((a, b) => (a.sidebar_position ?? 0) - (b.sidebar_position ?? 0))
    .map(({ id, title = id, symptom = '', description = '', issues = [] }) => ({
      id,
      title,
      symptom,
      description,
      issues,
    }));
}
