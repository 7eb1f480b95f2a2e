import type { LabSession } from '../../lab/session/session.ts';

/** A way to stop what is done to servers, which their end stops as well. Unsubscribe once all is done. */
export function stopWithRun({ snapshot }: LabSession): {
  stop: AbortController;
  unsubscribe: () => void;
} {
  const stop = new AbortController();
  const { run } = snapshot.get();
  const unsubscribe = snapshot.subscribe(() => {
    const now = snapshot.get();
    if (now.run !== run || now.state.type !== 'running') {
      stop.abort(new Error('the lab was stopped'));
    }
  });
  return { stop, unsubscribe };
}
