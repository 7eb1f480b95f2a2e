import Head from '@docusaurus/Head';
import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2';
import semibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2';
import { useHistory } from '@docusaurus/router';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import PageNotice from '../../components/Pages/PageNotice.tsx';
import { sparePrefetch } from '../../components/Pages/spare-prefetch.ts';
import ClassBar from './ClassBar.tsx';
import { allowManyBlocks } from './many-blocks.ts';
import OfflineStart from './OfflineStart.tsx';

/**
 * Wraps every page. Its fonts are fetched along with its styles, so that lines stay where they are. The
 * pages behind its links are fetched where browser and line have nothing else to do.
 */
export default function Root({ children }: { children: ReactNode }) {
  useLayoutEffect(sparePrefetch, []);
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
