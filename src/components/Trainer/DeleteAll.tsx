import { useState } from 'react';
import Ask from '../Press/Ask.tsx';
import styles from './After.module.css';
import { useTrainer } from './context.ts';
import { useWish } from './useWish.ts';

/** Deletes all that the class has stored, once its name has been typed and the loss confirmed. */
export default function DeleteAll() {
  const { client, drives } = useTrainer();
  const { name } = client.kept.class;
  const { ask, busy, problem } = useWish();
  const [typed, setTyped] = useState('');
  const [gone, setGone] = useState(false);
  if (gone)
    return (
      <p role="status">
        The class “{name}” is deleted, and its command ends. This page shows what it knew until it
        is closed: the files above can still be made.
      </p>
    );
  return (
    <section aria-label="Delete everything">
      <h2>Delete everything</h2>
      <p>
        Seats, progress, questions and feedback are deleted from the hub’s disk, and the class ends.
        Make the files above before. The browsers of attendees keep what is their own.
      </p>
      <div className={styles.line}>
        <label>
          The name of the class, “{name}”{' '}
          <input
            type="text"
            value={typed}
            autoComplete="off"
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <Ask
          name={busy ? 'Deleting…' : 'Delete the class'}
          look="danger"
          idle={busy || !drives || typed.trim() !== name}
          question={() => `Delete all of “${name}”? There is no way back.`}
          yes="Delete it"
          no="Keep it"
          onYes={() => ask('delete', { name }, () => setGone(true))}
        />
      </div>
      {!drives && <p className={styles.faint}>For the driver.</p>}
      <p role="alert">{problem}</p>
    </section>
  );
}
