import type { MarkdownConfig } from '@docusaurus/types';
import { neighbours } from '../src/learning-path.ts';
import { cardOf } from './cards/path.ts';
import { docIdOf, pathSoFar } from './docs.ts';

/** Gives each page what follows from its place: its card, and on the learning path its neighbours. */
export const parseFrontMatter: MarkdownConfig['parseFrontMatter'] = async (params) => {
  const parsed = await params.defaultParseFrontMatter(params);
  const id = docIdOf(params.filePath);
  const beside = neighbours(id, pathSoFar);
  const given = {
    image: `/${cardOf(id)}`,
    ...(beside && {
      pagination_prev: beside.previous ?? null,
      pagination_next: beside.next ?? null,
    }),
  };
  return { ...parsed, frontMatter: { ...given, ...parsed.frontMatter } };
};
