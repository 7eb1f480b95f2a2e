import { PageMetadata } from '@docusaurus/theme-common';
import Layout from '@theme/Layout';
import { lazyPart } from '../components/shared/lazy-part.ts';
import { benchPage } from '../site-data/bench-page.ts';
import styles from './bench.module.css';

const OwnBench = lazyPart(
  'The bench',
  () => import(/* webpackChunkName: 'bench' */ '../components/Bench/OwnBench.tsx'),
);

export default function BenchPage() {
  return (
    <Layout title={benchPage.title} description={benchPage.description} noFooter>
      <PageMetadata image={`/${benchPage.card}`} />
      <main className={styles.page}>
        <h1>{benchPage.title}</h1>
        <p className={styles.lead}>
          Give the configurations of your servers. They are read in this tab and stay in it.
        </p>
        <OwnBench fallback={<p role="status">Loading the bench…</p>} />
      </main>
    </Layout>
  );
}
