import Head from '@docusaurus/Head';
import Layout from '@theme/Layout';
import { lazyPart } from '../../components/shared/lazy-part.ts';

const BenchPage = lazyPart(
  'The bench',
  () => import(/* webpackChunkName: 'class-bench' */ '../../components/ClassView/BenchPage.tsx'),
);

export default function ClassBenchPage() {
  return (
    <Layout
      title="A bench of the class"
      description="The bench of another page of the class: its map, consoles, streams, wire and configurations."
      noFooter
    >
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <main>
        <BenchPage fallback={<p role="status">Looking for the class…</p>} />
      </main>
    </Layout>
  );
}
