import { PageMetadata } from '@docusaurus/theme-common';
import LayoutProvider from '@theme/Layout/Provider';
import { lazyPart } from '../components/shared/lazy-part.ts';

const Embedded = lazyPart(
  'The bench',
  () => import(/* webpackChunkName: 'embed' */ '../components/Bench/Embedded.tsx'),
);

const description =
  'A network of real nats-servers in a frame of another page: its map, and a button that starts it.';

/** For a frame in another page: without what stands around the pages of this site. */
export default function EmbedPage() {
  return (
    <LayoutProvider>
      <PageMetadata title="A network in a frame" description={description} />
      <main>
        <Embedded fallback={<p role="status">Loading the bench…</p>} />
      </main>
    </LayoutProvider>
  );
}
