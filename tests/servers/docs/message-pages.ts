import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isHereAt } from './for-release.ts';
import { fieldsOf, type Fields } from '../../../plugins/messages/fields.ts';

/** A block of code on a page. */
export interface Fence {
  language: string;
  title: string;
  /** The words after the title: `provokes`, `mends`, `reload`, `on=leaf`. */
  words: string[];
  text: string;
  /** Whether it is for the release of this run. */
  here: boolean;
}

/** The page of one message of the server. */
export interface MessagePage {
  /** The name of its file, without the ending. */
  slug: string;
  /** Its format strings, the first of which it is named after. */
  messages: string[];
  level: string;
  fields: Fields;
  fences: Fence[];
  text: string;
}

const folder = path.resolve(import.meta.dirname, '../../../docs/troubleshooting/messages');

/** Every page below `docs/troubleshooting/messages`, its index left out. */
export async function messagePages(): Promise<MessagePage[]> {
  const files = (await readdir(folder)).filter((file) => /^[^_].*\.mdx$/.test(file)).sort();
  const pages = await Promise.all(files.map((file) => read(path.join(folder, file))));
  return pages.filter(({ slug }) => slug !== 'index');
}

async function read(file: string): Promise<MessagePage> {
  const text = await readFile(file, 'utf8');
  const fields = fieldsOf(text);
  return {
    slug: path.basename(file, '.mdx'),
    messages: [fields['message'], fields['also']].flat().filter((message) => message !== undefined),
    level: String(fields['level']),
    fields,
    fences: fencesOf(text),
    text,
  };
}

function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^```(\w+)(?: title="([^"]*)")?([^\n]*)\n([^]*?)^```$/gm)].map(
    ({ index, 1: language = '', 2: title = '', 3: words = '', 4: code = '' }) => ({
      language,
      title,
      words: words.trim().split(/\s+/),
      text: code,
      here: isHereAt(text, index),
    }),
  );
}

/** A pattern for what the server makes of a format string. */
export const patternOf = (format: string): RegExp =>
  new RegExp(
    format
      .split(/%[+#]?[a-zA-Z]/)
      .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  );
