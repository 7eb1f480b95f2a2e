import { useMemo, useSyncExternalStore } from 'react';
import { Polled } from '../../lab/session/polled.ts';
import { useLabSnapshot } from '../Lab/context.ts';

/**
 * Reads again and again while the component is on the page, and answers the last result; undefined before the first
 * in this run of the lab.
 * @param read the same function until something else shall be read
 * @param every milliseconds
 */
export function usePolled<T>(read: () => Promise<T>, every = 500): T | undefined {
  const { run } = useLabSnapshot();
  const { polled } = useMemo(
    () => ({ run, polled: new Polled<T | undefined>(undefined, every, read) }),
    [read, every, run],
  );
  return useSyncExternalStore(polled.subscribe, polled.get, () => undefined);
}
