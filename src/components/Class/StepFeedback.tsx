import { useEffect, useState } from 'react';
import { longest, type Feedback } from '../../class/records.ts';
import Press from '../Press/Press.tsx';
import styles from './SeatBar.module.css';
import type { SeatClient } from './seat-client.ts';

/** A step whose checks have just passed. */
export interface DoneStep {
  lab: string;
  step: string;
  title: string;
}

interface Props {
  client: SeatClient;
  done: DoneStep;
  onEnd: () => void;
}

/** Asks whether a step that was just done was clear; once for each step, and no answer is one too. */
export default function StepFeedback({ client, done, onEnd }: Props) {
  const what = `feedback.${done.lab}.${done.step}`;
  const [isNew, setIsNew] = useState(false);
  const [clear, setClear] = useState<Feedback['clear']>();
  const [text, setText] = useState('');
  useEffect(() => {
    let gone = false;
    void client.said(what).then((said) => {
      if (!gone) setIsNew(said === undefined);
    });
    return () => {
      gone = true;
    };
  }, [client, what]);
  if (!isNew) return null;
  const say = (answer: Feedback['clear'], line: string) => {
    client.say(what, { clear: answer, text: line, at: client.now() } satisfies Feedback);
  };
  if (clear === undefined) {
    return (
      <div className={styles.line} role="group" aria-label="Feedback">
        <p role="status">“{done.title}” is done. Was the step clear?</p>
        {(['yes', 'partly', 'no'] as const).map((one) => (
          <Press
            key={one}
            name={clearWords[one]}
            small
            onPress={() => {
              setClear(one);
              say(one, '');
            }}
          />
        ))}
        <Press name="Not now" look="quiet" onPress={onEnd} />
      </div>
    );
  }
  return (
    <form
      className={styles.line}
      aria-label="Feedback"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) say(clear, text.trim());
        onEnd();
      }}
    >
      <label>
        {clear === 'yes' ? 'Thank you. Anything to add?' : 'Thank you. What would make it clear?'}
        <input
          type="text"
          value={text}
          maxLength={longest.message}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <button type="submit" className="button button--secondary button--sm">
        Send
      </button>
      <Press name="No more" look="quiet" onPress={onEnd} />
    </form>
  );
}

const clearWords = { yes: 'Clear', partly: 'Partly', no: 'Not clear' };
