import type { Key } from '../../topology-choice/shapes.ts';
import styles from './TopologyChoice.module.css';

/** Configuration keys, and what each is for. */
export function Keys({ keys }: { keys: readonly Key[] }) {
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
