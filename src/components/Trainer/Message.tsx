import { useState } from 'react';
import { longest } from '../../class/records.ts';
import { useTrainer } from './context.ts';
import styles from './Lead.module.css';
import Part from './Part.tsx';
import Submit from './Submit.tsx';
import { useWish } from './useWish.ts';
import { clockWords } from './words.ts';

/** A line that stands in the bar of every attendee until it is read. */
export default function Message() {
  const { drives } = useTrainer();
  const { ask, busy, problem } = useWish();
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const idle = busy || !drives;
  return (
    <Part name="A line to all">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const line = text.trim();
          if (idle || !line) return;
          setSaid('');
          ask('message', { to: 'all', text: line }, () => {
            setText('');
            setSaid(`“${line}” was sent at ${clockWords(Date.now())}.`);
          });
        }}
      >
        <label>
          Text
          <input
            type="text"
            value={text}
            maxLength={longest.message}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <Submit name={busy ? 'Sending…' : 'Send to all'} idle={idle} />
      </form>
      <p role="status" className={styles.faint}>
        {said || 'A line to one is under “More” beside the name.'}
      </p>
      <p role="alert">{problem}</p>
    </Part>
  );
}
