import { useLocation } from '@docusaurus/router';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { useDeferredValue, useMemo, useState } from 'react';
import Filter from '../Filter/Filter.tsx';
import Elsewhere from './Elsewhere.tsx';
import { useSearch } from './useSearch.ts';

/** A search in the page, which begins with the words of an address that leads nowhere. */
export default function SearchHere() {
  const { pathname } = useLocation();
  // The page that was built is for every address.
  const inAddress = useIsBrowser() ? wordsOf(pathname) : '';
  const [own, setOwn] = useState<string>();
  const typed = own ?? inAddress;
  const asked = useDeferredValue(typed.trim());
  const state = useSearch(asked !== '');
  const hits = useMemo(
    () => (state.type === 'ready' ? state.search(asked, 5) : []),
    [state, asked],
  );
  const isReady = state.type === 'ready' && asked !== '';
  return (
    <>
      <Filter label="Search this site" typed={typed} onType={setOwn}>
        {isReady ? describe(hits.length) : ''}
      </Filter>
      {asked !== '' && <Elsewhere state={state} hits={hits} label="Pages with these words" />}
    </>
  );
}

function describe(found: number): string {
  if (found === 0) return 'No page has these words. Try fewer, or a single key or subject.';
  return found === 1 ? 'One page.' : `${found} pages, the best first.`;
}

/** The words at the end of an address. */
const wordsOf = (pathname: string) =>
  decodeURI(pathname)
    .replace(/\.html?$|\/$/g, '')
    .replace(/^.*\//, '')
    .replace(/[-_.]+/g, ' ');
