import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import { HomeFigure } from './_HomeFigure.tsx';
import styles from './index.module.css';

const siteDescription =
  'Learn NATS leaf nodes and JetStream domains on real nats-servers that run inside the page.';

const firstGuide = '/guides/what-a-leaf-node-is';

/** By what a reader has come for. */
const entrances = [
  {
    to: firstGuide,
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
  {
    to: '/workshop',
    title: 'Teach a class',
    says: 'One command on your laptop. Each attendee’s tab is a leaf node of your hub.',
  },
];

export default function Home() {
  return (
    <Layout title="NATS leaf nodes and JetStream domains" description={siteDescription}>
      <main className={styles.home}>
        <h1>NATS leaf nodes and JetStream domains, on servers that run in this page</h1>
        <p className={styles.lead}>
          For those who connect NATS servers across sites, clouds or companies. Each server here is
          the real nats-server, compiled to WebAssembly, in this tab: its answers are neither
          imitated nor recorded. Break a link, and see what still crosses.
        </p>
        <HomeFigure guide={firstGuide} />
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
