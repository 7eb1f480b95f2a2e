import Layout from '@theme/Layout';
import JoinClass from '../../components/Class/JoinClass.tsx';

export default function ClassPage() {
  return (
    <Layout title="Join a class" description="Join the class of a trainer by its link or its code.">
      <main className="container margin-vert--lg">
        <h1>Join a class</h1>
        <JoinClass />
      </main>
    </Layout>
  );
}
