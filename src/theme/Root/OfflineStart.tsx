import { useEffect, useState, type ComponentType } from 'react';
import { releaseOfPage } from '../../offline/release-of-page.ts';

/**
 * What keeps the site in this browser, on pages of a release and outside of frames. It is loaded last, once the page is
 * there and the browser has nothing else to do.
 */
export default function OfflineStart() {
  const [Loaded, setLoaded] = useState<ComponentType>();
  useEffect(() => {
    const isFrame = window.parent !== window || /\/embed$/.test(window.location.pathname);
    if (isFrame || releaseOfPage() === undefined) return;
    const load = () =>
      void import(
        /* webpackChunkName: 'offline' */ '../../components/Offline/OfflineWatch.tsx'
      ).then(
        ({ default: Watch }) => setLoaded(() => Watch),
        // The page works without; the next one asks again.
        () => {},
      );
    const whenIdle = () => {
      // Safari has no idle callbacks.
      if ('requestIdleCallback' in window) requestIdleCallback(load);
      else setTimeout(load, 200);
    };
    if (document.readyState === 'complete') whenIdle();
    else window.addEventListener('load', whenIdle, { once: true });
    return () => window.removeEventListener('load', whenIdle);
  }, []);
  return Loaded ? <Loaded /> : null;
}
