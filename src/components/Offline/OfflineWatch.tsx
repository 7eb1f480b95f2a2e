import { useLocation } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState } from 'react';
import { lazyPart } from '../shared/lazy-part.ts';
import { askWorker } from '../../offline/messages.ts';
import { registered } from '../../offline/registered.ts';
import { releaseOfPage } from '../../offline/release-of-page.ts';
import { whenWaiting } from '../../offline/when-waiting.ts';

const ReleaseNotice = lazyPart(
  undefined,
  () => import(/* webpackChunkName: 'release-notice' */ './ReleaseNotice.tsx'),
);

/** Has the worker keep the pages that are opened, and says when a new release of the site is there. */
export default function OfflineWatch() {
  const base = useBaseUrl('/');
  const { pathname } = useLocation();
  const [waiting, setWaiting] = useState<ServiceWorker>();
  useEffect(() => {
    const controller = new AbortController();
    const look = async (worker: ServiceWorker) => {
      const { release } = await askWorker(worker, { type: 'state' });
      // A page of the new release has nothing to load again, and takes nothing from those of the old one.
      if (release === releaseOfPage()) await askWorker(worker, { type: 'take over' });
      else if (!controller.signal.aborted) setWaiting(worker);
    };
    void registered(base).then(
      (registration) =>
        whenWaiting(registration, controller.signal, (worker) => void look(worker).catch(() => {})),
      // The page /offline says why.
      () => {},
    );
    return () => controller.abort();
  }, [base]);
  useEffect(() => {
    const controller = new AbortController();
    const tell = () => void tellSeen().catch(() => {});
    void registered(base).then(
      () => {
        const { signal } = controller;
        if (signal.aborted) return;
        navigator.serviceWorker.addEventListener('controllerchange', tell, { signal });
        tell();
      },
      () => {},
    );
    return () => controller.abort();
  }, [base, pathname]);
  return waiting ? <ReleaseNotice worker={waiting} onLater={() => setWaiting(undefined)} /> : null;
}

/**
 * Tells the worker what this page has loaded: some of that was here before the worker was, which from then on sees it by
 * itself. A page that has no worker yet tells it once it has.
 */
async function tellSeen(): Promise<void> {
  const { controller } = navigator.serviceWorker;
  const release = releaseOfPage();
  if (!controller || release === undefined) return;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const { origin, pathname } = window.location;
  await askWorker(controller, { type: 'seen', release, urls: [origin + pathname, ...loaded] });
}
