import { useHistory, useLocation } from '@docusaurus/router';
import { useCallback, useEffect, useState } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { errorText } from '../../lab/error-text.ts';
import { ownNetworkIn } from '../../site-data/bench-href.ts';
import { benchOf } from './own-network.ts';

/** What the address brings: one of the site's own networks, or nothing. */
export type Arrival =
  | { type: 'none' }
  | { type: 'reading' }
  | { type: 'own'; state: BenchState }
  | { type: 'failed'; why: string };

const none: Arrival = { type: 'none' };
const reading: Arrival = { type: 'reading' };

/** Reads what the fragment of the address brings, and again whenever it changes. It starts nothing. */
export function useArrival(): {
  arrival: Arrival;
  /** Takes the fragment off the address, so that a reload goes on with what is there then. */
  leave: () => void;
} {
  const { hash } = useLocation();
  const history = useHistory();
  const [read, setRead] = useState<{ hash: string; arrival: Arrival }>();
  useEffect(() => {
    const asked = arrivalOf(hash);
    if (!asked) return;
    let late = false;
    void asked
      .catch((error: unknown): Arrival => ({ type: 'failed', why: errorText(error) }))
      .then((arrival) => late || setRead({ hash, arrival }));
    return () => {
      late = true;
    };
  }, [hash]);
  const leave = useCallback(() => {
    const { pathname, search } = history.location;
    history.replace({ pathname, search });
  }, [history]);
  const isAny = ownNetworkIn(hash) !== undefined;
  return { arrival: !isAny ? none : read?.hash === hash ? read.arrival : reading, leave };
}

function arrivalOf(hash: string): Promise<Arrival> | undefined {
  const own = ownNetworkIn(hash);
  return own && benchOf(own).then((state) => ({ type: 'own', state }));
}
