import { useState } from 'react';
import { fileName } from '../../bench/file-name.ts';
import { errorText } from '../../lab/error-text.ts';
import { download } from '../Console/page-files.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { copyOf } from './kept-keeper.ts';
import type { KeptBench, OnShelf, Shelf, UnreadKept } from './kept-shelf.ts';
import styles from './KeptBenches.module.css';

interface Props {
  shelf: Shelf;
  kept: OnShelf;
  onOpen: (bench: KeptBench) => void;
  /** Called when they are others: they are to be read again. */
  onChange: () => Promise<void>;
}

/** The benches that the browser keeps, to go on with. */
export default function KeptBenches({ shelf, kept: { benches, unread }, onOpen, onChange }: Props) {
  const [deleted, setDeleted] = useState<{ name: string; bringBack: () => Promise<void> }>();
  const [renamed, setRenamed] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const act = (done: () => Promise<unknown>) => {
    setFailure(undefined);
    Promise.resolve()
      .then(done)
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
    act(async () => {
      const bringBack = await shelf.remove(bench.id);
      setDeleted({ name: bench.state.name, bringBack });
    });
  };
  const bringBack = (back: () => Promise<void>) => {
    setDeleted(undefined);
    act(back);
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
                    {state.files.length === 1 ? 'One file' : `${state.files.length} files`}
                    {changed > 0 && <Changed at={changed} />}
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
        {unread.map((each, i) => (
          <Unread
            key={i}
            kept={each}
            onSave={() => act(() => Promise.resolve(saveRaw(each)))}
            onDelete={() => act(() => shelf.remove(each.id))}
          />
        ))}
      </ul>
      <p role="status" className={styles.news}>
        {deleted && `“${deleted.name}” is deleted. `}
        {failure}
      </p>
      {deleted && (
        <Press name="Bring it back" focus small onPress={() => bringBack(deleted.bringBack)} />
      )}
    </section>
  );
}

function Changed({ at }: { at: number }) {
  const date = new Date(at);
  return (
    <>
      , changed{' '}
      <time dateTime={date.toISOString()}>
        {date.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
    </>
  );
}

/** What is kept and cannot be shown: it is still there to be saved. */
function Unread(props: { kept: UnreadKept; onSave: () => void; onDelete: () => void }) {
  const { kept, onSave, onDelete } = props;
  const name = nameOf(kept);
  return (
    <li>
      <span>{name}</span>
      <span className={styles.facts}>This bench cannot be shown: {kept.why}.</span>
      <Press name="Save as a file" label={`Save ${name} as a file`} look="quiet" onPress={onSave} />
      <Ask
        name="Delete"
        label={`Delete ${name}`}
        look="loss"
        question={() => 'Delete it? It cannot be brought back.'}
        yes="Delete it"
        no="Keep it"
        onYes={onDelete}
      />
    </li>
  );
}

function nameOf({ raw }: UnreadKept): string {
  const name = (raw as { state?: { name?: unknown } | null }).state?.name;
  return typeof name === 'string' && name !== '' ? name : 'Without a name';
}

/** Saves what is kept as it is. */
function saveRaw(kept: UnreadKept): void {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
  const text = `${JSON.stringify(kept.raw, plain, 2)}\n`;
  download(`${fileName(nameOf(kept))}.json`, new TextEncoder().encode(text));
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
