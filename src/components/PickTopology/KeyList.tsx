import type { Key } from '../../pick-topology/shapes.ts';
import styles from './PickTopology.module.css';

/** Configuration keys, and what each is for. */
export default function KeyList({ keys }: { keys: readonly Key[] }) {
  return (
    <ul className={styles.keys}>
      {keys.map(([path, what]) => (
        <li key={path}>
          <code>{path}</code>: {what}
        </li>
      ))}
    </ul>
  );
}
