import type { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';

/** The labs of the page that run, or are about to. To leave the page ends them. */
export const runningLabs = new Store<ReadonlySet<LabSession>>(new Set());

/** Notes whether a lab of the page runs. */
export function noteRunning(session: LabSession, runs: boolean): void {
  const labs = runningLabs.get();
  if (labs.has(session) === runs) return;
  runningLabs.set(new Set(runs ? [...labs, session] : [...labs].filter((one) => one !== session)));
}

/** Whether a start of a lab of the page is fetching what it needs: the code of its host, then the server module. */
export const isStartFetching = (): boolean =>
  [...runningLabs.get()].some(({ snapshot }) =>
    /^(loading|downloading)$/.test(snapshot.get().state.type),
  );
