/**
 * A worker that its browser ends, short of memory perhaps, fires no event. But it gives up its locks:
 * the page waits for one of them.
 */

/** A name that no other worker of the site has, in whatever tab: locks are shared by all. */
export const nameLife = (): string => `leafwise-worker-${performance.timeOrigin}-${Math.random()}`;

/** Holds a lock for as long as this worker lives. Resolves once it is held, or once the browser has refused it. */
export function holdLife(name: string): Promise<void> {
  return new Promise((held) => {
    if (!available()) return held();
    navigator.locks
      .request(name, () => {
        held();
        return new Promise(() => {});
      })
      // As to a frame of another site where cookies of third parties are blocked.
      .catch(() => held());
  });
}

/** Calls `ended` when the worker that holds that lock is no more, until `signal` aborts. */
export function watchLife(name: string, signal: AbortSignal, ended: () => void): void {
  if (!available()) return;
  navigator.locks.request(name, { signal }, ended).catch(() => {
    // Aborted: the caller no longer waits. Or refused, as it was to the worker.
  });
}

/** A page that did not come by TLS or from this machine has no locks. */
const available = (): boolean => Boolean((navigator as Partial<Navigator>).locks);
