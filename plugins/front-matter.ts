import type { MarkdownConfig } from '@docusaurus/types';
import { neighbours } from '../src/site-data/learning-path.ts';
import { cardOf } from './card-path.ts';
import { docIdOf, docIds, isInDocs, isMessage, pathSoFar } from './docs.ts';
import { headsOf } from './heads.ts';
import { troubles } from './troubles.ts';

/**
 * Gives each page what follows from its place: its card, and on the learning path its neighbours. How
 * long a lab takes is told to the list of labs, and its steps to the sidebar. A list of labs, of troubles or of recommended pages has
 * the heads of those.
 */
export const parseFrontMatter: MarkdownConfig['parseFrontMatter'] = async (params) => {
  const { defaultParseFrontMatter: parse } = params;
  const parsed = await parse(params);
  const { minutes } = parsed.frontMatter;
  const steps = [...parsed.content.matchAll(/^<Step id="([^"]+)"/gm)].map(([, step]) => step);
  const lab = (minutes !== undefined || steps.length > 0) && {
    sidebar_custom_props: { minutes, steps },
  };
  // The one page of a lab from outside, which is where its docs begin.
  if (!isInDocs(params.filePath))
    return { ...parsed, frontMatter: { slug: '/', ...lab, ...parsed.frontMatter } };
  const id = docIdOf(params.filePath);
  const beside = neighbours(id, pathSoFar);
  const given = {
    image: `/${cardOf(id)}`,
    ...lab,
    ...(beside && {
      pagination_prev: beside.previous ?? null,
      pagination_next: beside.next ?? null,
    }),
    ...(id === 'troubleshooting/index' && {
      troubles: await troubles(parse),
      messages: docIds.includes('troubleshooting/messages/index'),
    }),
    ...((id === 'pick-a-topology' || id === 'labs/index') && {
      heads: await headsOf(parse, pathSoFar),
    }),
    // Not in the sidebar themselves.
    ...(isMessage(id) && { displayed_sidebar: 'troubleshooting', pagination_next: null }),
  };
  return { ...parsed, frontMatter: { ...given, ...parsed.frontMatter } };
};
