import site from '@generated/docusaurus.config';
import { useEffect, useState } from 'react';
import { errorText } from '../../lab/error-text.ts';
import { part } from '../../loading/part.ts';
import { entriesFile, type SearchEntry } from '../../search/search-entry.ts';
import type { Search } from '../../search/search.ts';

/** The search of this site: not wanted yet, on its way, there, or not to be had now. */
export type SearchState =
  | { type: 'idle' }
  | { type: 'loading' }
  | { type: 'ready'; search: Search }
  | { type: 'failed'; why: string; retry: () => void };

const idle = { type: 'idle' } as const;

/** The search, made once a visit: the pages do not change meanwhile. */
let made: Search | undefined;

/** What the search is made of. To make it takes a moment, so it is not made before it is wanted. */
let fetched: Awaited<ReturnType<typeof fetchAll>> | undefined;
const loadAll = part(async () => (fetched ??= await fetchAll()));

/** The search of this site, which is fetched when it is first wanted. */
export function useSearch(wanted = true): SearchState {
  const [state, setState] = useState<SearchState>({ type: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    loadAll().then(
      ([{ searchIn }, entries]) =>
        setState({ type: 'ready', search: (made ??= searchIn(entries)) }),
      (error: unknown) => {
        const retry = () => {
          setState({ type: 'loading' });
          setAttempt(attempt + 1);
        };
        setState({ type: 'failed', why: errorText(error), retry });
      },
    );
  }, [wanted, attempt]);
  return wanted || state.type !== 'loading' ? state : idle;
}

const fetchAll = () =>
  Promise.all([
    import(/* webpackChunkName: 'search-engine' */ '../../search/search.ts'),
    fetchEntries(),
  ]);

async function fetchEntries(): Promise<SearchEntry[]> {
  const url = site.baseUrl + entriesFile;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as SearchEntry[];
}
