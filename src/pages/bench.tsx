import Layout from '@theme/Layout';
import { lazyPart } from '../components/shared/lazy-part.ts';
import styles from './bench.module.css';

const OwnBench = lazyPart(
  'The bench',
  () => import(/* webpackChunkName: 'bench' */ '../components/Bench/OwnBench.tsx'),
);

const description =
  'Bring the configurations of your own NATS servers: see the network that they describe, what is wrong with it and on which line, and run it in this tab.';

export default function BenchPage() {
  return (
    <Layout title="Your own network" description={description} noFooter>
      <main className={styles.page}>
        <h1>Your own network</h1>
        <p className={styles.lead}>
          Give the configurations of your servers. They are read in this tab and stay in it.
        </p>
        <OwnBench fallback={<p role="status">Loading the bench…</p>} />
      </main>
    </Layout>
  );
}
