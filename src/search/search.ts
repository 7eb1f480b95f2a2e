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

/** A search that takes words, subjects, configuration keys, and whole lines of a log. */
export function searchIn(entries: readonly SearchEntry[]): Search {
  const index = new MiniSearch<SearchEntry & { id: number }>({
    fields: ['heading', 'page', 'text'],
    tokenize: wordsIn,
    searchOptions: {
      boost: { heading: 3, page: 2 },
      // The last word may not have been typed to its end.
      prefix: (_, i, words) => i === words.length - 1,
      fuzzy: (word) => (word.length > 4 && !/[\d_]/.test(word) ? 0.2 : false),
    },
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return (query) => {
    const asked = new Set(wordsIn(query.replace(logPrefix, '').toLowerCase())).size;
    const found = index
      .search(query.replace(logPrefix, ''))
      .map(({ id, score, match, queryTerms }) => {
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

/** Words, and the parts of what is joined by `_`: `deny_imports` is found by itself and by `imports`. */
export function wordsIn(text: string): string[] {
  return (text.match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap((word) => {
    const parts = word.split('_').filter((part) => part !== '');
    return parts.length > 1 ? [word, ...parts] : parts;
  });
}
