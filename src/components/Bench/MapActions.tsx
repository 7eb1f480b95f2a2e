import { useId, useRef, useState, useSyncExternalStore } from 'react';
import type { At } from '../../bench/actions/action.ts';
import { errorText } from '../../lab/error-text.ts';
import type { Spot } from '../Map/types.ts';
import Press from '../Press/Press.tsx';
import { useDesk, useDraft, useRead } from './desk-context.ts';
import { mapActs, type Field, type MapAct, type Values } from './map-acts.ts';
import styles from './MapActions.module.css';

/**
 * What can be done to the network: each writes configuration, and Undo takes it back.
 * @param props.spot what is chosen on the map: what can be done to that alone
 */
export default function MapActions({ spot }: { spot?: Spot }) {
  const { draft, mapAct } = useDesk();
  const { state } = useDraft();
  const told = useSyncExternalStore(mapAct.subscribe, mapAct.get, mapAct.get);
  const [open, setOpen] = useState<string>();
  const group = useRef<HTMLDivElement>(null);
  const id = useId();
  const acts = mapActs.filter(({ chosen, inPanel }) => (spot ? chosen?.[spot.type] : !inPanel));
  const act = acts.find(({ name }) => name === open);
  /** The keyboard goes on at the button that has opened the form. */
  const close = () => {
    group.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
    setOpen(undefined);
  };
  const label = spot ? `Change ${spot.name}` : 'Change the network';
  return (
    <div
      className={styles.actions}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !act || event.defaultPrevented) return;
        // The panel that it stands in stays open.
        event.preventDefault();
        close();
      }}
    >
      <div ref={group} role="group" aria-label={label} className={styles.row}>
        {acts.map(({ name }) => (
          <Press
            key={name}
            name={name}
            label={spot && `${name}: ${spot.name}`}
            look="quiet"
            small
            expanded={name === open}
            onPress={() => {
              mapAct.set(undefined);
              setOpen(name === open ? undefined : name);
            }}
          />
        ))}
      </div>
      {act && (
        <ActForm
          key={act.name}
          act={act}
          given={spot ? { [act.chosen![spot.type]!]: spot.name } : {}}
          id={id}
          onDone={(words) => {
            mapAct.set({
              words: `${words}: done. It is in the configurations, and Undo takes it back.`,
              of: draft.state,
            });
            close();
          }}
        />
      )}
      {!spot && (
        <p role="status" className={styles.told}>
          {told?.of === state && told.words}
        </p>
      )}
    </div>
  );
}

function ActForm({
  act,
  given,
  id,
  onDone,
}: {
  act: MapAct;
  /** What is answered already. */
  given: Values;
  id: string;
  /** Called once the act is part of the draft. */
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
  const { fields, answers } = asked(act, at, values, given);
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
              autoFocus={i === 0}
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
function asked(
  act: MapAct,
  at: At,
  values: Values,
  given: Values,
): { fields: Field[]; answers: Values } {
  const answers: Record<string, string> = { ...values, ...given };
  const isGiven = (key: string) => Object.hasOwn(given, key);
  // What is asked depends on answers before it.
  for (let round = 0; round < 2; round += 1) {
    for (const { key, options, first } of act.fields(at, answers)) {
      if (!options || isGiven(key)) continue;
      if (!options.includes(answers[key] ?? '')) answers[key] = first ?? options[0] ?? '';
    }
  }
  const fields = act.fields(at, answers);
  const keys = new Set(fields.map(({ key }) => key));
  return {
    fields: fields.filter(({ key }) => !isGiven(key)),
    answers: Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key))),
  };
}
