import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import { HomeFigure } from './_HomeFigure.tsx';
import styles from './index.module.css';

const DESCRIPTION =
  'Learn NATS leaf nodes and JetStream domains on real nats-servers that run inside the page.';

export default function Home() {
  return (
    <Layout title="NATS leaf nodes and JetStream domains" description={DESCRIPTION}>
      <main className={styles.home}>
        <h1>Learn NATS leaf nodes and JetStream domains on servers that run in this page.</h1>
        <figure>
          <HomeFigure />
          <figcaption>
            A hub and a leaf, each with JetStream in a domain of its own. The leaf dials, the hub
            listens; what may cross between the two domains is what this site is about.
          </figcaption>
        </figure>
        <div className={styles.below}>
          <section>
            <h2>Start at the border.</h2>
            <ol className={styles.contents}>
              <li>
                <Link to="/guides/across-the-boundary">Across the boundary: JetStream domains</Link>
                <p>
                  Create a stream in the other server’s domain, publish on one side, read on the
                  other, and see which request does not cross.
                </p>
              </li>
            </ol>
          </section>
          <section>
            <h2>What runs is nats-server.</h2>
            <p>
              Each server is nats-server, compiled to WebAssembly and running in a worker of this
              tab. Nothing is imitated: maps, tables and checks read the servers, and the traffic is
              read off the wire between them. A page is text and a still map until you press Start;
              then the server is fetched from this site, and it is gone when you leave.
            </p>
          </section>
        </div>
      </main>
    </Layout>
  );
}
