/** Calls with each worker that is ready to take the place of the one that serves this page, also of one that comes later. */
export function whenWaiting(
  registration: ServiceWorkerRegistration,
  signal: AbortSignal,
  act: (worker: ServiceWorker) => void,
): void {
  const look = () => {
    if (registration.active && registration.waiting) act(registration.waiting);
  };
  const follow = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', look, { signal });
  look();
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing), { signal });
}
