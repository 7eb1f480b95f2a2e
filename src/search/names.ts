import { stemsOf, weightOf, type Wish } from './query.ts';
import type { SearchEntry } from './search-entry.ts';

/** What a page is called, and how well that name tells what the page is about. */
export interface Name {
  /** Its stems, and how much each tells one page from another. */
  stems: ReadonlyMap<string, number>;
  /** What all its stems tell together. */
  telling: number;
  weight: number;
}

/** The last part of an address, in words. */
export const slugOf = (url: string): string => url.replace(/^.*\//, '').replaceAll('-', ' ');

/** The names of a page: title, address, sidebar, what readers call it, and less so its headings. */
export function namesOf(
  { url, title, part, label, asked = [], sections }: SearchEntry,
  telling: (stem: string) => number,
): Name[] {
  const headings = sections.slice(1).map(({ heading }) => heading);
  // Reference pages are about many things, each under its heading.
  const weight = part === 'Reference' ? 1 : 0.6;
  return [
    ...[title, ...title.split(/[,:] /), slugOf(url), label ?? '', ...asked].map(
      (name) => [name, 1] as const,
    ),
    ...headings.map((name) => [name, weight] as const),
  ]
    .filter(([name]) => name !== '')
    .map(([name, weight]) => {
      const stems = new Map([...stemsOf(name)].map((stem) => [stem, telling(stem)]));
      return { stems, telling: [...stems.values()].reduce((all, one) => all + one, 0), weight };
    });
}

/** How like the best name of a page is to what is looked for, from 0 to 1. */
export function likeness(
  names: readonly Name[],
  found: readonly string[],
  wishes: readonly Wish[],
): number {
  const sought = weightOf(wishes);
  const weighed = found.map((term) => [term, closeness(term, wishes)] as const);
  const all = names.map(({ stems, telling, weight }) => {
    const common = weighed.reduce((sum, [term, own]) => sum + own * (stems.get(term) ?? 0), 0);
    return (weight * 2 * common) / (sought + telling);
  });
  return Math.min(1, Math.max(...all));
}

/** How much a stem counts that was found: as the very word, as one like it, or as a synonym. */
function closeness(term: string, wishes: readonly Wish[]): number {
  if (wishes.some(({ stem }) => stem === term)) return 1;
  return wishes.some(({ terms }) => terms.has(term)) ? 0.5 : 0.7;
}
