import { useState } from 'react';
import { longest } from '../../class/records.ts';
import type { SeatNow } from '../../class/room.ts';
import Press from '../Press/Press.tsx';
import { answersTo } from './answers.ts';
import { useTrainer, useView } from './context.ts';
import styles from './Lead.module.css';
import Part from './Part.tsx';
import Submit from './Submit.tsx';
import { useWish } from './useWish.ts';

/** A question that all answer with yes or not yet, and who has answered. */
export default function ReadyCheck({ seats }: { seats: readonly SeatNow[] }) {
  const { drives, nameOf } = useTrainer();
  const { ask: asked } = useView().room;
  const { ask, busy, problem } = useWish();
  const [words, setWords] = useState('Are you done with this step?');
  const idle = busy || !drives;
  const answers = asked && answersTo(asked.id, seats);
  const names = (some: readonly SeatNow[]) => some.map(nameOf).join(', ');
  return (
    <Part name="Ready check">
      {asked && answers && (
        <div className={styles.check}>
          <p>
            “{asked.words}”{!asked.open && <span className={styles.faint}> (closed)</span>}
          </p>
          <Share yes={answers.yes.length} no={answers.no.length} all={seats.length} />
          <p role="status">
            <b>{answers.yes.length}</b> yes · <b>{answers.no.length}</b> not yet ·{' '}
            <b>{answers.none.length}</b> without an answer
          </p>
          {answers.no.length > 0 && <p className={styles.faint}>Not yet: {names(answers.no)}</p>}
          {answers.none.length > 0 && answers.none.length < seats.length && (
            <p className={styles.faint}>No answer: {names(answers.none)}</p>
          )}
          {asked.open && (
            <Press
              name="Close the check"
              small
              idle={idle}
              onPress={() => ask('ask', { id: asked.id, words: asked.words, open: false })}
            />
          )}
        </div>
      )}
      {!asked?.open && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (idle || !words.trim()) return;
            const id = `ask-${Date.now().toString(36)}`;
            ask('ask', { id, words: words.trim(), open: true });
          }}
        >
          <label>
            Question
            <input
              type="text"
              value={words}
              required
              maxLength={longest.message}
              onChange={({ target }) => setWords(target.value)}
            />
          </label>
          <Submit name={busy ? 'Asking…' : 'Ask all'} idle={idle} />
        </form>
      )}
      <p role="alert">{problem}</p>
    </Part>
  );
}

/** The answers as a bar; the words beside it say the same. */
function Share({ yes, no, all }: { yes: number; no: number; all: number }) {
  const part = (count: number) => `${all === 0 ? 0 : (100 * count) / all}%`;
  return (
    <div className={styles.share} aria-hidden="true">
      <i data-of="yes" style={{ inlineSize: part(yes) }} />
      <i data-of="no" style={{ inlineSize: part(no) }} />
    </div>
  );
}
