import { useSyncExternalStore } from 'react';
import { useLab } from '../Lab/context.ts';
import { forget, progress, type Progress as Done } from './progress.ts';
import styles from './Step.module.css';

const nothing: Done = {};

/** How much of this lab is done, what to do next, and a way to forget it. */
export default function Progress() {
  const { exercise } = useLab();
  const done = useSyncExternalStore(progress.subscribe, progress.get, () => nothing);
  if (!exercise) throw new Error('This lab has no exercise.');
  const { name, steps } = exercise;
  const left = steps.filter(({ id }) => !done[`${name}/${id}`]);
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
