import Layout from '@theme/Layout';
import Ready from '../../components/Class/Ready.tsx';

export default function ReadyPage() {
  return (
    <Layout
      title="Am I ready?"
      description="Check that this browser and its network are ready for a class."
    >
      <main className="container margin-vert--lg">
        <h1>Am I ready?</h1>
        <Ready />
      </main>
    </Layout>
  );
}
