import { useMemo, useSyncExternalStore } from 'react';
import { Polled } from '../../lab/session/polled.ts';

/**
 * What a read answers, read again and again while the component is on the page; undefined before the
 * first answer.
 * @param read the same function until something else shall be read
 * @param every milliseconds
 */
export function usePolled<T>(read: () => Promise<T>, every = 500): T | undefined {
  const polled = useMemo(() => new Polled<T | undefined>(undefined, every, read), [read, every]);
  return useSyncExternalStore(polled.subscribe, polled.get, () => undefined);
}
