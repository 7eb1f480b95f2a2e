import useBaseUrl from '@docusaurus/useBaseUrl';
import { useCallback, useEffect, useState } from 'react';
import { entriesFile, type SearchEntry } from '../../search/search-entry.ts';
import { searchIn, type Search } from '../../search/search.ts';

type State =
  { type: 'loading' } | { type: 'ready'; search: Search } | { type: 'failed'; retry: () => void };

/** The entries, fetched once a visit: the pages do not change meanwhile. */
let fetched: Promise<Search> | undefined;

/** The search of this site, which is fetched when it is first wanted. */
export function useSearch(): State {
  const url = useBaseUrl(entriesFile);
  const [state, setState] = useState<State>({ type: 'loading' });
  const load = useCallback(() => {
    fetched ??= fetchEntries(url).then(searchIn);
    fetched.then(
      (search) => setState({ type: 'ready', search }),
      () => {
        fetched = undefined;
        const retry = () => {
          setState({ type: 'loading' });
          load();
        };
        setState({ type: 'failed', retry });
      },
    );
  }, [url]);
  useEffect(load, [load]);
  return state;
}

async function fetchEntries(url: string): Promise<SearchEntry[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as SearchEntry[];
}
