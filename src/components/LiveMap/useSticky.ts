import { useEffect, useSyncExternalStore } from 'react';
import type { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';

/** The lab that was started last of those that run on the page: the map of one alone can stay in view. */
const latest = new Store<LabSession | undefined>(undefined);

/** Whether the map of this lab is the one that stays in view. */
export function useSticky(session: LabSession): boolean {
  useEffect(() => {
    latest.set(session);
    return () => {
      if (latest.get() === session) latest.set(undefined);
    };
  }, [session]);
  return useSyncExternalStore(
    latest.subscribe,
    () => latest.get() === session,
    () => false,
  );
}
