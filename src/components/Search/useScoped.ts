import useBaseUrl from '@docusaurus/useBaseUrl';
import { useDeferredValue, useMemo } from 'react';
import type { Hit } from '../../search/search.ts';
import { scoped } from './scoped.ts';
import { useSearch, type SearchState } from './useSearch.ts';

/** What the box of a list finds: entries of the list, and where they are few, pages of the whole site. */
export interface Scoped<T> {
  found: readonly T[];
  elsewhere: readonly Hit[];
  state: SearchState;
}

/**
 * Searches the pages of a list, and the whole site behind them. Until the search has been fetched, the entries that
 * have the very words are found.
 * Both functions must stay the same from one drawing to the next.
 * @param pathOf the address of an entry's page, without the base URL
 * @param exact the entries that have the very words
 */
export function useScoped<T>(
  entries: readonly T[],
  typed: string,
  pathOf: (entry: T) => string,
  exact: (entries: readonly T[], typed: string) => readonly T[],
): Scoped<T> {
  const asked = useDeferredValue(typed.trim());
  const state = useSearch(typed.trim() !== '');
  const base = useBaseUrl('/');
  return useMemo(() => {
    if (asked === '') return { found: entries, elsewhere: [], state };
    const urlOf = (entry: T) => base + pathOf(entry).replace(/^\//, '');
    const search = state.type === 'ready' ? state.search : undefined;
    return { ...scoped(entries, urlOf, exact(entries, asked), asked, search), state };
  }, [entries, asked, state, base, pathOf, exact]);
}
