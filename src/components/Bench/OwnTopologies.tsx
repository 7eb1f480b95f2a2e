import { shapes, type Shape } from '../../pick-topology/shapes.ts';
import { topologyNamed } from '../../../topologies/index.ts';
import SmallMap from '../SmallMap/SmallMap.tsx';
import OpenInBench from '../shared/OpenInBench.tsx';
import styles from './Begin.module.css';

/** Topologies that no shape recommends by itself, with what they are for. */
const others: readonly Pick<Shape, 'topology' | 'title' | 'summary'>[] = [
  {
    topology: 'clustered-site',
    title: 'A hub, and a site of three servers',
    summary: 'The far side is a cluster of its own, and survives the loss of a server.',
  },
  {
    topology: 'operator-mode',
    title: 'A hub in operator mode',
    summary: 'Accounts and users are signed. The keys are made again each time it is opened.',
  },
  {
    topology: 'extended-domain',
    title: 'A cluster whose domain reaches to its leaf',
    summary: 'The leaf has no JetStream of its own, and stores for that of the hub.',
  },
  {
    topology: 'two-regions',
    title: 'Two regions, and an edge that dials either',
    summary: 'The edge belongs to one region, and goes to the other when that is gone.',
  },
  {
    topology: 'ring',
    title: 'A ring, which the servers refuse',
    summary: 'An edge dials its region, and the hub behind it as well: to see how a loop is found.',
  },
];

/** The networks of the site that a bench may begin with. */
export default function OwnTopologies() {
  const named = new Map<string, Pick<Shape, 'title' | 'summary'>>();
  for (const { topology, ...words } of [...Object.values<Shape>(shapes), ...others])
    if (topology !== undefined && !named.has(topology)) named.set(topology, words);
  return (
    <ul className={styles.own}>
      {[...named].map(([topology, { title, summary }]) => (
        <li key={topology}>
          <SmallMap topology={topologyNamed(topology)} />
          <OpenInBench kind="topology" name={topology}>
            {title}
          </OpenInBench>
          <span>{summary}</span>
        </li>
      ))}
    </ul>
  );
}
