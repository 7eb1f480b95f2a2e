import Head from '@docusaurus/Head';
import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2';
import semibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2';
import type { ReactNode } from 'react';

/** Around every page: its text faces are fetched along with its styles, so that lines stay where they are. */
export default function Root({ children }: { children: ReactNode }) {
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
    </>
  );
}
