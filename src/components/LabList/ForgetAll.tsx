import { useState } from 'react';
import { forget } from '../shared/progress.ts';
import styles from './LabList.module.css';

/** Forgets the progress in all labs, once the reader has said so twice. */
export default function ForgetAll() {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" className={styles.quiet} onClick={() => setAsked(true)}>
        Forget all
      </button>
    );
  }
  return (
    <p className={styles.ask}>
      Forget what you have done in every lab?{' '}
      <button
        type="button"
        className="button button--secondary button--sm"
        autoFocus
        onClick={() => setAsked(false)}
      >
        Keep it
      </button>{' '}
      <button
        type="button"
        className="button button--secondary button--sm"
        onClick={() => forget()}
      >
        Forget it
      </button>
    </p>
  );
}
