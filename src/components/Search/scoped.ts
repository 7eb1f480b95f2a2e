import type { Hit, Search } from '../../search/search.ts';

/** So many entries of a list are enough: nothing else is added to them. */
const enough = 3;

/** How likely an entry must be that does not have the very words, compared with the best of the site and of its list. */
const atLeast = { onSite: 0.05, inList: 0.3 };

/** How many of those are answered, and how many other pages. */
const most = 5;

/**
 * Answers the entries of a list that fit, the best first, and other pages of the site if those are few. Entries that
 * have the very words are always among them.
 */
export function scoped<T>(
  entries: readonly T[],
  urlOf: (entry: T) => string,
  exact: readonly T[],
  typed: string,
  search: Search | undefined,
): { found: readonly T[]; elsewhere: readonly Hit[] } {
  if (!search) return { found: exact, elsewhere: [] };
  const byUrl = new Map(entries.map((entry) => [urlOf(entry), entry]));
  const hits = search(typed, Infinity);
  const order = hits.map(({ url }) => url);
  const place = (entry: T) => {
    const at = order.indexOf(urlOf(entry));
    return at < 0 ? Infinity : at;
  };
  const inOrder = exact.toSorted((a, b) => place(a) - place(b) || 0);
  if (exact.length >= enough) return { found: inOrder, elsewhere: [] };
  const listed = hits.filter(({ url }) => byUrl.has(url));
  const like = listed
    .filter(({ likely }) => likely > atLeast.onSite && likely > atLeast.inList * listed[0]!.likely)
    .map(({ url }) => byUrl.get(url)!)
    .filter((entry) => !exact.includes(entry));
  return {
    found: [...inOrder, ...like.slice(0, most)],
    elsewhere: hits.filter(({ url }) => !byUrl.has(url)).slice(0, most),
  };
}
