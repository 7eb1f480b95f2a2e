import { asked, type Answers } from '../../pick-topology/questions.ts';
import styles from './PickTopology.module.css';

/** The answers that led here: for paper, on which the questions do not stand. */
export default function YourAnswers({ answers }: { answers: Answers }) {
  return (
    <section className={styles.answers}>
      <h3>The answers that led here</h3>
      <ul>
        {asked(answers).map(({ id, asks, options }) => (
          <li key={id}>
            {asks} {options.find((option) => option.id === answers[id])!.says}.
          </li>
        ))}
      </ul>
    </section>
  );
}
