import { useState, type ReactNode } from 'react';
import { longest, nameSchema, read } from '../../class/records.ts';
import { errorText } from '../../lab/error-text.ts';
import styles from './EntryForm.module.css';
import { keptName } from './kept-seat.ts';

interface EntryFormProps {
  intro: ReactNode;
  /** More fields, above the name. */
  fields?: ReactNode;
  button: string;
  /** In place of it while the class is asked. */
  working: string;
  note?: ReactNode;
  /** Asks the class; answers the words of a refusal. */
  onEnter: (name: string) => Promise<string | undefined>;
}

/** Asks for the name by which somebody enters a class. A refusal stands below, and what was typed stays. */
export default function EntryForm(props: EntryFormProps) {
  const { intro, fields, button, working, note, onEnter } = props;
  const [name, setName] = useState(keptName);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const enter = async () => {
    if (!read(nameSchema, JSON.stringify(name))) {
      setProblem(`Type a name of one line, of up to ${longest.name} characters.`);
      return;
    }
    setBusy(true);
    setProblem('');
    setProblem((await onEnter(name).catch(errorText)) ?? '');
    setBusy(false);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void enter();
      }}
    >
      <p>{intro}</p>
      {fields}
      <label>
        Your name
        <input
          type="text"
          value={name}
          required
          maxLength={longest.name}
          autoComplete="nickname"
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <button type="submit" className="button button--primary" aria-disabled={busy}>
        {busy ? working : button}
      </button>
      <p role="alert">{problem}</p>
      {note && <p className={styles.note}>{note}</p>}
    </form>
  );
}
