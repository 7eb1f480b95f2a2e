import Layout from '@theme/Layout';
import { offlinePage } from '../site-data/offline-page.ts';
import { lazyPart } from '../components/shared/lazy-part.ts';
import styles from './offline.module.css';

const KeepSite = lazyPart(
  'What keeps the site',
  () => import(/* webpackChunkName: 'keep-site' */ '../components/Offline/KeepSite.tsx'),
);

export default function OfflinePage() {
  return (
    <Layout title={offlinePage.title} description={offlinePage.description}>
      <main className={styles.page}>
        <h1>Keep this site for offline</h1>
        <p>
          Pages that you open are kept in this browser, and open again without a connection. You can
          keep all pages too. A lab then starts without a connection as well.
        </p>
        <KeepSite fallback={<p role="status">Asking this browser what it keeps…</p>} />
        <p>
          When a new release of the site is out, a page says so. If you keep the whole site, the
          browser fetches the files that have changed, and you choose when to load the new release.
          Your progress and your configurations stay when you remove the site.
        </p>
      </main>
    </Layout>
  );
}
