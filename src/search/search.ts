import MiniSearch from 'minisearch';
import type { SearchEntry } from './search-entry.ts';

/** A part of a page that was found, and the words of it that were looked for. */
export interface Hit extends SearchEntry {
  words: string[];
}

export type Search = (query: string) => Hit[];

/** How many hits are answered. */
const most = 12;

/**
 * The beginning of a log line of nats-server: process, time, level, and the connection that it is
 * about.
 */
const logPrefix =
  /^\s*\[\d+\]\s+\d{4}\/\d\d\/\d\d\s+[\d:.]+\s+\[\w+\]\s*(?:\S+:\d+\s+-\s+\w+:\d+\s+-\s+)?/;

/**
 * Words that a sentence needs and a page is not about. A query that is a sentence, such as the title
 * of a report, would otherwise find the headings that have the most of them.
 */
const small = new Set(
  (
    'a an and are as at be been but by can cannot could did do does doesn don for from had has have how i if in into is ' +
    'it its me my no not of on or our properly should so some sometimes t that the their them then there they this to ' +
    'us was we were what when where which while why will with would you your'
  ).split(' '),
);

/** A search that takes words, subjects, configuration keys, and whole lines of a log. */
export function searchIn(entries: readonly SearchEntry[]): Search {
  const index = new MiniSearch<SearchEntry & { id: number }>({
    fields: ['heading', 'page', 'text', 'asked'],
    tokenize: wordsIn,
    searchOptions: {
      boost: { heading: 3, page: 2, asked: 2 },
      // The last word may not have been typed to its end.
      prefix: (_, i, words) => i === words.length - 1,
      fuzzy: (word) => (word.length > 4 && !/[\d_]/.test(word) ? 0.2 : false),
    },
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return (query) => {
    const text = toldBy(query.replace(logPrefix, ''));
    const asked = new Set(wordsIn(text.toLowerCase())).size;
    const found = index.search(text).map(({ id, score, match, queryTerms }) => {
      const share = new Set(queryTerms).size / asked;
      return { id: id as number, words: Object.keys(match), share, score: score * share * share };
    });
    const best = Math.max(...found.map(({ share }) => share));
    return found
      .filter(({ share }) => share > best * 0.6)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ id, words }) => ({ ...entries[id]!, words }));
  };
}

/** The words of a query that tell one page from another; all of them if there are no others. */
function toldBy(query: string): string {
  const words = wordsIn(query);
  const telling = words.filter((word) => !small.has(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).join(' ');
}

/** Words, and the parts of what is joined by `_`: `deny_imports` is found by itself and by `imports`. */
export function wordsIn(text: string): string[] {
  return (text.match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap((word) => {
    const parts = word.split('_').filter((part) => part !== '');
    return parts.length > 1 ? [word, ...parts] : parts;
  });
}
