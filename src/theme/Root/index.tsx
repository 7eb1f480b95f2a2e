import Head from '@docusaurus/Head';
import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2';
import semibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2';
import { useHistory } from '@docusaurus/router';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import PageNotice from '../../components/Pages/PageNotice.tsx';
import ClassBar from './ClassBar.tsx';
import { allowManyBlocks } from './many-blocks.ts';
import OfflineStart from './OfflineStart.tsx';

/**
 * Wraps every page. Its fonts are fetched along with its styles, so that lines stay where they are. The
 * pages behind its links are fetched when the browser is idle.
 */
export default function Root({ children }: { children: ReactNode }) {
  useLayoutEffect(prefetchWhenIdle, []);
  const history = useHistory();
  // Before any part of the page asks for a block of its own.
  useState(() => allowManyBlocks(history));
  return (
    <>
      <Head>
        {/* A keyboard on the screen makes the page smaller, so that what stands at its end stays above the keyboard. */}
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
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
      <ClassBar />
      <PageNotice />
      <OfflineStart />
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
