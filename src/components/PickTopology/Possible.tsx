import type { Answers } from '../../pick-topology/questions.ts';
import { stillPossible } from '../../pick-topology/recommend.ts';
import { shapes } from '../../pick-topology/shapes.ts';
import styles from './PickTopology.module.css';
import ShapePicture from './ShapePicture.tsx';

/** The shapes to which the answers so far can still lead. */
export default function Possible({ answers }: { answers: Partial<Answers> }) {
  return (
    <ul className={styles.possible} aria-label="Still possible">
      {stillPossible(answers).map((name) => (
        <li key={name}>
          <a href={`#shape-${name}`}>
            <ShapePicture {...shapes[name]} />
            {shapes[name].title}
          </a>
        </li>
      ))}
    </ul>
  );
}
