import Head from '@docusaurus/Head';
import Layout from '@theme/Layout';
import { lazyPart } from '../../components/shared/lazy-part.ts';

const MyReport = lazyPart(
  'What you have done',
  () => import(/* webpackChunkName: 'my-report' */ '../../components/Trainer/MyReport.tsx'),
);

export default function MinePage() {
  return (
    <Layout title="What you have done" description="Your own labs of a class, step by step.">
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <main className="container margin-vert--lg">
        <h1 data-screen>What you have done</h1>
        <MyReport fallback={<p role="status">Looking for what you have done…</p>} />
      </main>
    </Layout>
  );
}
