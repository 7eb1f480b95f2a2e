import { useState } from 'react';
import { errorText } from '../../lab/error-text.ts';
import Press from '../Press/Press.tsx';
import { copyOf } from './kept-keeper.ts';
import type { KeptBench, Shelf } from './kept-shelf.ts';
import styles from './KeptBenches.module.css';

interface Props {
  shelf: Shelf;
  /** Those that are kept, the last one first. */
  benches: readonly KeptBench[];
  onOpen: (bench: KeptBench) => void;
  /** Called when they are others: they are to be read again. */
  onChange: () => Promise<void>;
}

/** The benches that the browser keeps, to go on with. */
export default function KeptBenches({ shelf, benches, onOpen, onChange }: Props) {
  const [deleted, setDeleted] = useState<KeptBench>();
  const [renamed, setRenamed] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const act = (done: () => Promise<unknown>) => {
    setFailure(undefined);
    done()
      .then(onChange)
      .catch((error: unknown) => setFailure(errorText(error)));
  };
  const rename = (bench: KeptBench, name: string) => {
    setRenamed(undefined);
    const { state, version } = bench;
    if (name.trim() === '' || name === state.name) return;
    const next = { ...bench, state: { ...state, name: name.trim() }, version: version + 1 };
    act(async () => {
      if (!(await shelf.put(next)))
        throw new Error('Another tab has just changed this bench: rename it again.');
    });
  };
  const remove = (bench: KeptBench) => {
    setDeleted(bench);
    act(() => shelf.remove(bench.id));
  };
  const bringBack = (bench: KeptBench) => {
    setDeleted(undefined);
    act(() => shelf.put({ ...bench, version: 1 }));
  };
  return (
    <section aria-labelledby="kept-benches" className={styles.kept}>
      <h2 id="kept-benches">Your benches</h2>
      <ul>
        {benches.map((bench) => {
          const { id, state, changed } = bench;
          return (
            <li key={id}>
              {renamed === id ? (
                <Rename
                  name={state.name}
                  onEnd={(name) => rename(bench, name)}
                  onCancel={() => setRenamed(undefined)}
                />
              ) : (
                <>
                  <Press
                    name={state.name === '' ? 'Without a name' : state.name}
                    label={`Open ${state.name}`}
                    onPress={() => onOpen(bench)}
                  />
                  <span className={styles.facts}>
                    {state.files.length === 1 ? 'One file' : `${state.files.length} files`}, changed{' '}
                    <time dateTime={new Date(changed).toISOString()}>
                      {new Date(changed).toLocaleString('en', {
                        dateStyle: 'medium',
                        timeStyle: 'short',
                      })}
                    </time>
                  </span>
                  <Press
                    name="Rename"
                    label={`Rename ${state.name}`}
                    look="quiet"
                    onPress={() => setRenamed(id)}
                  />
                  <Press
                    name="Duplicate"
                    label={`Duplicate ${state.name}`}
                    look="quiet"
                    onPress={() => act(() => shelf.put({ ...copyOf(bench), version: 1 }))}
                  />
                  <Press
                    name="Delete"
                    label={`Delete ${state.name}`}
                    look="loss"
                    onPress={() => remove(bench)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p role="status" className={styles.news}>
        {deleted && `“${deleted.state.name}” is deleted. `}
        {failure}
      </p>
      {deleted && <Press name="Bring it back" focus small onPress={() => bringBack(deleted)} />}
    </section>
  );
}

/** The name of a bench, to be written in. */
function Rename(props: { name: string; onEnd: (name: string) => void; onCancel: () => void }) {
  const { name, onEnd, onCancel } = props;
  const [text, setText] = useState(name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onEnd(text);
      }}
    >
      <input
        aria-label={`New name of ${name}`}
        autoFocus
        value={text}
        maxLength={80}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && onCancel()}
      />{' '}
      <button type="submit" className="button button--secondary button--sm">
        Rename
      </button>
    </form>
  );
}
