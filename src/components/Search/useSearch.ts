import site from '@generated/docusaurus.config';
import { useEffect, useState } from 'react';
import { errorText } from '../../lab/error-text.ts';
import { part } from '../../loading/part.ts';
import { entriesFile, type SearchEntry } from '../../search/search-entry.ts';
import { searchIn, type Search } from '../../search/search.ts';

type State =
  | { type: 'loading' }
  | { type: 'ready'; search: Search }
  | { type: 'failed'; why: string; retry: () => void };

/** The entries, fetched once a visit: the pages do not change meanwhile. */
let entries: SearchEntry[] | undefined;
const loadEntries = part(async () => (entries ??= await fetchEntries()));

let made: Search | undefined;

/** The search of this site, which is fetched when it is first wanted. */
export function useSearch(): State {
  const [state, setState] = useState<State>({ type: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    loadEntries().then(
      (all) => setState({ type: 'ready', search: (made ??= searchIn(all)) }),
      (error: unknown) => {
        const retry = () => {
          setState({ type: 'loading' });
          setAttempt(attempt + 1);
        };
        setState({ type: 'failed', why: errorText(error), retry });
      },
    );
  }, [attempt]);
  return state;
}

async function fetchEntries(): Promise<SearchEntry[]> {
  const url = site.baseUrl + entriesFile;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as SearchEntry[];
}
