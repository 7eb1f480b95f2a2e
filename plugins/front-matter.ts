import type { MarkdownConfig } from '@docusaurus/types';
import { neighbours } from '../src/learning-path.ts';
import { cardOf } from './cards/path.ts';
import { docIdOf, docIds, isMessage, pathSoFar } from './docs.ts';
import { titlesOnPath } from './titles.ts';
import { troubles } from './troubles.ts';

/**
 * Gives each page what follows from its place: its card, and on the learning path its neighbours. How
 * long a lab takes is told to the list of labs, the list of troubles has the heads of their pages, and a
 * recommended topology the titles of those that go into it.
 */
export const parseFrontMatter: MarkdownConfig['parseFrontMatter'] = async (params) => {
  const parsed = await params.defaultParseFrontMatter(params);
  const id = docIdOf(params.filePath);
  const beside = neighbours(id, pathSoFar);
  const { minutes } = parsed.frontMatter;
  const given = {
    image: `/${cardOf(id)}`,
    ...(minutes !== undefined && { sidebar_custom_props: { minutes } }),
    ...(beside && {
      pagination_prev: beside.previous ?? null,
      pagination_next: beside.next ?? null,
    }),
    ...(id === 'troubleshooting/index' && {
      troubles: await troubles(params.defaultParseFrontMatter),
      messages: docIds.includes('troubleshooting/messages/index'),
    }),
    ...(id === 'pick-a-topology' && { titles: await titlesOnPath(params.defaultParseFrontMatter) }),
    // Not in the sidebar themselves.
    ...(isMessage(id) && { displayed_sidebar: 'troubleshooting', pagination_next: null }),
  };
  return { ...parsed, frontMatter: { ...given, ...parsed.frontMatter } };
};
