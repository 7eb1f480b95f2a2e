import { useHistory, useLocation } from '@docusaurus/router';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { errorText } from '../../lab/error-text.ts';
import { part } from '../../loading/part.ts';
import { benchKinds, ownNetworkIn } from '../../site-data/bench-href.ts';
import type { OwnBench } from './own-network.ts';

/** What the address brings: one of the site's own networks, a bench that somebody has shared, or nothing. */
export type Arrival =
  | { type: 'none' }
  | { type: 'reading' }
  | ({ type: 'own' } & OwnBench)
  | { type: 'link'; state: BenchState }
  | { type: 'failed'; why: string };

const none: Arrival = { type: 'none' };
const reading: Arrival = { type: 'reading' };

const loadOwn = part(() => import(/* webpackChunkName: 'bench-own' */ './own-network.ts'));
const loadLink = part(() => import(/* webpackChunkName: 'bench-link' */ '../../bench/link.ts'));

/** Reads what the fragment of the address brings, and again whenever it changes. It starts nothing. */
export function useArrival(): {
  /** False while the page is as it was built. */
  isHere: boolean;
  arrival: Arrival;
  /** Takes the fragment off the address, so that a reload goes on with what is there then. */
  leave: () => void;
} {
  const { hash: inAddress } = useLocation();
  // The page was built without a fragment, and begins as it was built.
  const isHere = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const hash = isHere ? inAddress : '';
  const history = useHistory();
  const [read, setRead] = useState<{ hash: string; arrival: Arrival }>();
  const isAny = hash.length > 1;
  useEffect(() => {
    if (!isAny) return;
    let late = false;
    void arrivalOf(hash)
      .catch((error: unknown): Arrival => ({ type: 'failed', why: errorText(error) }))
      .then((arrival) => late || setRead({ hash, arrival }));
    return () => {
      late = true;
    };
  }, [hash, isAny]);
  const leave = useCallback(() => {
    const { pathname, search } = history.location;
    history.replace({ pathname, search });
  }, [history]);
  return { isHere, arrival: !isAny ? none : read?.hash === hash ? read.arrival : reading, leave };
}

async function arrivalOf(hash: string): Promise<Arrival> {
  const own = ownNetworkIn(hash);
  if (own) return { type: 'own', ...(await (await loadOwn()).benchOf(own)) };
  if (hash.startsWith('#of='))
    throw new Error(
      `This address names no network of the site: behind #of= stands ${benchKinds.join(', ')}, a slash and a name.`,
    );
  const { stateOf } = await loadLink();
  return { type: 'link', state: await stateOf(hash) };
}
