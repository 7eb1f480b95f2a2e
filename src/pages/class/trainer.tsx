import Head from '@docusaurus/Head';
import Layout from '@theme/Layout';
import { lazyPart } from '../../components/shared/lazy-part.ts';

const TrainerPage = lazyPart(
  'The trainer’s page',
  () => import(/* webpackChunkName: 'trainer' */ '../../components/Trainer/TrainerPage.tsx'),
);

export default function LeadPage() {
  return (
    <Layout
      title="Lead a class"
      description="The page of a trainer: who is in the class, how far each is, and where it goes."
      noFooter
    >
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <main>
        <TrainerPage
          fallback={
            <div className="container margin-vert--lg">
              <p role="status">Looking for the class…</p>
            </div>
          }
        />
      </main>
    </Layout>
  );
}
