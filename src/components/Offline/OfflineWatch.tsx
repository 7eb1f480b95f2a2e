import { useLocation } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState } from 'react';
import { lazyPart } from '../shared/lazy-part.ts';
import { askWorker } from '../../offline/messages.ts';
import { registered, releaseOfSite } from '../../offline/registered.ts';
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
  /** The worker of a release later than that of this page. */
  const [later, setLater] = useState<ServiceWorker>();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const lookAtWaiting = async (worker: ServiceWorker) => {
      const { release } = await askWorker(worker, { type: 'state' });
      // A page of the new release has nothing to load again, and takes nothing from those of the old one.
      if (release === releaseOfPage()) await askWorker(worker, { type: 'take over' });
      else if (!signal.aborted) setLater(worker);
    };
    const lookAtActive = async () => {
      const worker = navigator.serviceWorker.controller;
      if (worker && (await isLater(worker, base)) && !signal.aborted) setLater(worker);
    };
    void registered(base).then(
      (registration) => {
        if (signal.aborted) return;
        const look = () => void lookAtActive().catch(() => {});
        navigator.serviceWorker.addEventListener('controllerchange', look, { signal });
        look();
        whenWaiting(registration, signal, (worker) => void lookAtWaiting(worker).catch(() => {}));
      },
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
        let since = 0;
        const onChange = () => {
          since = performance.now();
          tell();
        };
        navigator.serviceWorker.addEventListener('controllerchange', onChange, { signal });
        // What was on its way when the worker came has passed it by, and is listed once it is here.
        const late = new PerformanceObserver((list) => {
          if (list.getEntries().some(({ startTime }) => startTime < since)) tell();
        });
        late.observe({ type: 'resource' });
        signal.addEventListener('abort', () => late.disconnect());
        tell();
      },
      () => {},
    );
    return () => controller.abort();
  }, [base, pathname]);
  return later ? <ReleaseNotice worker={later} onLater={() => setLater(undefined)} /> : null;
}

/**
 * Whether the worker that serves this page is of a later release, which another page has taken. It may also be of an
 * earlier one, whose place this page has not taken yet: the host tells which.
 */
async function isLater(worker: ServiceWorker, base: string): Promise<boolean> {
  const { release } = await askWorker(worker, { type: 'state' });
  return release !== releaseOfPage() && release === (await releaseOfSite(base));
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
