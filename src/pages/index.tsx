import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import { HomeFigure } from './_HomeFigure.tsx';
import styles from './index.module.css';

const siteDescription =
  'Learn NATS leaf nodes and JetStream domains on real nats-servers that run inside the page.';

/** By what a reader has come for. */
const entrances = [
  {
    to: '/guides/what-a-leaf-node-is',
    title: 'What a leaf node is, and when not to use one',
    says: 'The first guide. Each guide builds on the one before it.',
  },
  {
    to: '/labs/cross-a-domain',
    title: 'Type at a console: cross a domain',
    says: 'Ten minutes. Your commands create a stream on the other server, and checks say whether it is there.',
  },
  {
    to: '/guides/across-the-boundary',
    title: 'Across the boundary: JetStream domains',
    says: 'Create a stream in the other server’s domain, publish on one side, read on the other, and see which request does not cross.',
  },
  {
    to: '/pick-a-topology',
    title: 'Pick a topology',
    says: 'A few questions, and a recommendation with reasons and configurations.',
  },
  {
    to: '/troubleshooting',
    title: 'A stream that did not sync, and other troubles',
    says: 'Find a fault by its symptom, see it on servers that have it, and mend it.',
  },
];

export default function Home() {
  return (
    <Layout title="NATS leaf nodes and JetStream domains" description={siteDescription}>
      <main className={styles.home}>
        <h1>Learn NATS leaf nodes and JetStream domains on servers that run in this page.</h1>
        <figure>
          <HomeFigure />
          <figcaption>
            A hub and a leaf, each with JetStream in a domain of its own. The leaf dials, the hub
            listens. This site is about the messages that may cross between the two domains.
          </figcaption>
        </figure>
        <div className={styles.below}>
          <section>
            <h2>Where to begin</h2>
            <ul className={styles.contents}>
              {entrances.map(({ to, title, says }) => (
                <li key={to}>
                  <Link to={to}>{title}</Link>
                  <p>{says}</p>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>Real nats-servers</h2>
            <p>
              Each server is nats-server, compiled to WebAssembly and running in a worker of this
              tab. Maps, tables and checks read the servers themselves, and the traffic is read off
              the wire between them. A page is text and a still map until you press Start; then the
              server is fetched from this site, and it is gone when you leave.
            </p>
          </section>
        </div>
      </main>
    </Layout>
  );
}
