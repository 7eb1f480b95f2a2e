import Head from '@docusaurus/Head';
import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2';
import semibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2';
import { useLayoutEffect, type ReactNode } from 'react';
import PageNotice from '../../components/Pages/PageNotice.tsx';

/**
 * Wraps every page. Its fonts are fetched along with its styles, so that lines stay where they are. The
 * pages behind its links are fetched when the browser is idle.
 */
export default function Root({ children }: { children: ReactNode }) {
  useLayoutEffect(prefetchWhenIdle, []);
  return (
    <>
      <Head>
        {[regular, semibold].map((file) => (
          <link
            key={file}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
            href={file}
          />
        ))}
      </Head>
      {children}
      <PageNotice />
    </>
  );
}

/** Docusaurus would prefetch for all links in view at once, and with a full sidebar that can be felt. */
function prefetchWhenIdle(): void {
  const { docusaurus } = window;
  window.docusaurus = {
    ...docusaurus,
    prefetch: (path) => {
      const fetch = () => void docusaurus.prefetch(path);
      // Safari has no idle callbacks.
      if ('requestIdleCallback' in window) requestIdleCallback(fetch);
      else setTimeout(fetch, 200);
      return false;
    },
  };
}
