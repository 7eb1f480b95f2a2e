import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import SmallMap from '../components/SmallMap/SmallMap.tsx';
import type { Topology } from '../lab/topology/topology.ts';
import clusteredHub from '../../topologies/clustered-hub/topology.ts';
import hubAndSpoke from '../../topologies/hub-and-spoke/topology.ts';
import hubSpokeSpoke from '../../topologies/hub-spoke-spoke/topology.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';
import styles from './index.module.css';

type Links = Parameters<typeof SmallMap>[0]['links'];

const cut: Links = { 'east-hub': { state: 'cut', words: 'cut' } };

/** The ways in, by what a reader has come for. */
export function Entrances() {
  return (
    <div className={styles.entrances}>
      <Entrance
        title="Learn it"
        says="Guides that run while you read, and labs that check what you did."
        topology={twoDomains}
      >
        <Link to="/guides/what-a-leaf-node-is">First guide: 10 minutes</Link>
        <Link to="/labs">All labs</Link>
      </Entrance>
      <Entrance
        title="Mend it"
        says="Find a fault by its symptom or by its log line, and mend it on servers that have it."
        topology={hubAndSpoke}
        links={cut}
      >
        <Link to="/troubleshooting">All troubles</Link>
        <Link to="/troubleshooting/messages">Log lines</Link>
      </Entrance>
      <Entrance
        title="Bring your own"
        says="Your configurations, run in this tab and drawn: each fault is named with its line."
        topology={clusteredHub}
      >
        <Link to="/bench">Open the bench</Link>
        <Link to="/reference/command">The command</Link>
      </Entrance>
    </div>
  );
}

function Entrance(props: {
  title: string;
  says: string;
  topology: Topology;
  links?: Links;
  children: ReactNode;
}) {
  const { title, says, topology, links, children } = props;
  return (
    <section className={styles.entrance}>
      <SmallMap topology={topology} {...(links && { links })} />
      <div>
        <h2>{title}</h2>
        <p>{says}</p>
        <div className={styles.links}>{children}</div>
      </div>
    </section>
  );
}

const more: { to: string; title: string; says: string; topology: Topology }[] = [
  {
    to: '/labs/cross-a-domain',
    title: 'Type at a console: cross a domain',
    says: 'Ten minutes. Your commands create a stream on the other server, and checks say whether it is there.',
    topology: twoDomains,
  },
  {
    to: '/pick-a-topology',
    title: 'Pick a topology',
    says: 'A few questions, and a recommendation with reasons and configurations.',
    topology: hubSpokeSpoke,
  },
  {
    to: '/workshop',
    title: 'Teach a class',
    says: 'One command on your laptop. Each attendee’s tab is a leaf node of your hub.',
    topology: hubAndSpoke,
  },
];

/** Other ways in, further down. */
export function MoreWays() {
  return (
    <section>
      <h2>More ways in</h2>
      <ul className={styles.more}>
        {more.map(({ to, title, says, topology }) => (
          <li key={to}>
            <SmallMap topology={topology} />
            <div>
              <Link to={to}>{title}</Link>
              <p>{says}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
