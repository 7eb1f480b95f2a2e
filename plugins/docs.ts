import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { learningPath } from '../src/site-data/learning-path.ts';
import { root } from '../tools/lib/paths.mjs';

const folder = join(root, 'docs');

/** The ids of the pages that there are, such as `guides/hub-spoke`, by their names. */
export const docIds: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.mdx?$/.test(path) && !/(^|\/)_/.test(path))
  .map((path) => path.replace(/\.mdx?$/, ''))
  .sort();

/** Whether a page is that of one message of the server. There are many, and their index lists them. */
export const isMessage = (id: string): boolean => /^troubleshooting\/messages\/(?!index$)/.test(id);

/** The pages of the learning path that there are. */
export const pathSoFar: readonly string[] = learningPath.filter((id) => docIds.includes(id));

/** Whether a file is a page of `docs/`; one of a lab from outside is not. */
export const isInDocs = (file: string): boolean => file.startsWith(folder + sep);

/** The id of a page, by where its file is. */
export const docIdOf = (file: string): string =>
  file
    .slice(folder.length + 1)
    .split(sep)
    .join('/')
    .replace(/\.mdx?$/, '');
