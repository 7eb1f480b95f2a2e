import { useMemo, useSyncExternalStore } from 'react';
import { Polled } from '../../lab/session/polled.ts';

/**
 * Polls `read` while the component is on the page; answers undefined before the first answer.
 * @param read memoized: a new function starts a new poll
 * @param every milliseconds
 */
export function usePolled<T>(read: () => Promise<T>, every = 500): T | undefined {
  const polled = useMemo(() => new Polled<T | undefined>(undefined, every, read), [read, every]);
  return useSyncExternalStore(polled.subscribe, polled.get, () => undefined);
}
