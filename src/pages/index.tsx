import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import { Entrances, MoreWays } from './_Entrances.tsx';
import { HomeFigure } from './_HomeFigure.tsx';
import styles from './index.module.css';

const siteDescription =
  'Learn NATS leaf nodes and JetStream domains on real nats-servers that run inside the page.';

export default function Home() {
  return (
    <Layout title="NATS leaf nodes and JetStream domains" description={siteDescription}>
      <main className={styles.home}>
        <HomeFigure guide="/guides/what-a-leaf-node-is">
          <h1>NATS leaf nodes and JetStream domains, on real servers in this page</h1>
          <p>
            For those who connect NATS servers across sites, clouds or companies. Each server here
            is the real nats-server, compiled to WebAssembly, in this tab: nothing is simulated.
          </p>
        </HomeFigure>
        <Entrances />
        <div className={styles.below}>
          <MoreWays />
          <section>
            <h2>Why you can trust it</h2>
            <p>
              Maps, tables and checks read the servers themselves, as your own monitoring would. The
              traffic is read off the wire between them. A page is text and a still map until you
              press a button; then nats-server is fetched from this site, runs in a worker of this
              tab, and is gone when you leave.
            </p>
            <p>
              The tests of this site run each command of its pages on native nats-servers too, and
              compare <Link to="/reference/console">the console</Link> with the real nats command
              line.
            </p>
          </section>
        </div>
      </main>
    </Layout>
  );
}
