import { useLab } from '../Lab/context.ts';
import { forget } from '../shared/progress.ts';
import styles from './Step.module.css';
import { useStepsLeft } from '../shared/useDone.ts';

/** The reader's progress in this lab, the next step, and a way to forget the progress. */
export default function Progress() {
  const { exercise } = useLab();
  if (!exercise) throw new Error('This lab has no exercise.');
  const { name, steps } = exercise;
  const left = useStepsLeft(exercise);
  const [next] = left;
  return (
    <div className={styles.progress}>
      <p role="status">
        {steps.length - left.length} of {steps.length} steps done.{' '}
        {next ? (
          <>
            Next: <a href={`#${next.id}`}>{next.title}</a>
          </>
        ) : (
          'That is all of it.'
        )}
      </p>
      {left.length < steps.length && (
        <button type="button" className={styles.more} onClick={() => forget(name)}>
          Forget what I have done here
        </button>
      )}
    </div>
  );
}
