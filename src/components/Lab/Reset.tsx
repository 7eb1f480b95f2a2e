import { useState } from 'react';
import { useLab } from './context.ts';
import styles from './LabControls.module.css';

/** Starts the lab over once the reader has confirmed it: the data that servers stored is lost. */
export default function Reset() {
  const { session, runsOn } = useLab();
  const [asked, setAsked] = useState(false);
  // Back from the question, the keyboard is where it came from.
  const [kept, setKept] = useState(false);
  if (!asked) {
    return (
      <button
        type="button"
        className={styles.quiet}
        autoFocus={kept}
        onClick={() => setAsked(true)}
      >
        Reset
      </button>
    );
  }
  const whose = runsOn().type === 'tab' ? 'the servers' : 'your servers';
  return (
    <span className={styles.question}>
      Wipe all that {whose} stored, and start with the original configurations?
      <button
        type="button"
        className="button button--secondary button--sm"
        autoFocus
        onClick={({ currentTarget }) => {
          // This button goes: the keyboard stays with the first of the lab's.
          currentTarget.closest('div')?.querySelector('button')?.focus();
          setAsked(false);
          void session.reset();
        }}
      >
        Wipe and start again
      </button>
      <button
        type="button"
        className={styles.quiet}
        onClick={() => {
          setKept(true);
          setAsked(false);
        }}
      >
        Keep all
      </button>
    </span>
  );
}
