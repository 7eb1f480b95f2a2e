import type { SearchEntry } from '../../src/search/search-entry.ts';
import type { Page } from './pages.ts';
import { sectionsOf } from './sections.ts';

/** A page as the search looks through it. */
export function entryOf({ title, description, path, part, tree, head }: Page): SearchEntry {
  const { sidebar_label: label, symptom, keywords = [], message, also } = head;
  const asked = [symptom ?? '', ...keywords].flatMap((text) => text.split(/[,;] /)).filter(Boolean);
  const says = [message, also].flat().filter((text) => text !== undefined);
  const readable = says.length > 0 ? withoutVerbs : (text: string) => text;
  return {
    url: path,
    title,
    part: says.length > 0 ? 'Messages of the server' : part,
    ...(label && { label }),
    description,
    ...(asked.length > 0 && { asked }),
    ...(says.length > 0 && { says }),
    sections: sectionsOf(tree).map(({ id, heading, text }, i) => ({
      ...(i > 0 && id && { id }),
      heading,
      text: readable(text),
    })),
  };
}

/** A text with `…` in the place of what a format string leaves open, such as `%s`. */
const withoutVerbs = (text: string) => text.replace(/%[+#]?[a-zA-Z]/g, '…');
