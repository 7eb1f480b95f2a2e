import { useId, useState } from 'react';
import type { At } from '../../bench/actions/action.ts';
import { errorText } from '../../lab/error-text.ts';
import Press from '../Press/Press.tsx';
import { useDesk, useRead } from './desk-context.ts';
import { mapActs, type Field, type MapAct, type Values } from './map-acts.ts';
import styles from './MapActions.module.css';

/** What can be done to the network: each writes configuration, and Undo takes it back. */
export default function MapActions() {
  const [open, setOpen] = useState<string>();
  const [told, setTold] = useState('');
  const id = useId();
  const act = mapActs.find(({ name }) => name === open);
  return (
    <div className={styles.actions}>
      <div role="group" aria-label="Change the network" className={styles.row}>
        {mapActs.map(({ name }) => (
          <Press
            key={name}
            name={name}
            look="quiet"
            small
            expanded={name === open}
            onPress={() => {
              setTold('');
              setOpen(name === open ? undefined : name);
            }}
          />
        ))}
      </div>
      {act && (
        <ActForm
          key={act.name}
          act={act}
          id={id}
          onDone={(words) => {
            setTold(`${words}: done. It is in the configurations, and Undo takes it back.`);
            setOpen(undefined);
          }}
        />
      )}
      <p role="status" className={styles.told}>
        {told}
      </p>
    </div>
  );
}

function ActForm({
  act,
  id,
  onDone,
}: {
  act: MapAct;
  id: string;
  onDone: (words: string) => void;
}) {
  const { draft } = useDesk();
  const { network, of, failure } = useRead();
  const [values, setValues] = useState<Values>({});
  const [problem, setProblem] = useState('');
  // What is read has to be what is changed.
  const isRead = of === draft.state && failure === undefined;
  if (!network) return null;
  const at: At = { state: draft.state, network };
  const { fields, answers } = asked(act, at, values);
  const done = () => {
    try {
      const { words, change } = act.act(at, answers);
      draft.change(words, change);
      onDone(words);
    } catch (error) {
      setProblem(errorText(error));
    }
  };
  return (
    <form
      className={styles.form}
      aria-label={act.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (isRead) done();
      }}
    >
      {fields.map(({ key, label, options }, i) => (
        <label key={key}>
          {label}{' '}
          {options ? (
            <select
              autoFocus={i === 0}
              value={answers[key]}
              onChange={({ target }) => setValues({ ...values, [key]: target.value })}
            >
              {options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </select>
          ) : (
            <input
              type="text"
              value={answers[key] ?? ''}
              required
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              aria-describedby={problem === '' ? undefined : `${id}-problem`}
              onChange={({ target }) => setValues({ ...values, [key]: target.value })}
            />
          )}
        </label>
      ))}
      <button type="submit" className="button button--primary button--sm" aria-disabled={!isRead}>
        {act.button}
      </button>
      <p id={`${id}-problem`} role="alert" className={styles.problem}>
        {problem === '' && failure !== undefined
          ? 'The files describe no network now: mend them first.'
          : problem}
      </p>
    </form>
  );
}

/** What is asked, and what the answers are: the first of several where nothing has been chosen. */
function asked(act: MapAct, at: At, values: Values): { fields: Field[]; answers: Values } {
  const answers: Record<string, string> = { ...values };
  // What is asked depends on answers before it.
  for (let round = 0; round < 2; round += 1) {
    for (const { key, options } of act.fields(at, answers)) {
      if (!options) continue;
      if (!options.includes(answers[key] ?? '')) answers[key] = options[0] ?? '';
    }
  }
  const fields = act.fields(at, answers);
  const keys = new Set(fields.map(({ key }) => key));
  return {
    fields,
    answers: Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key))),
  };
}
