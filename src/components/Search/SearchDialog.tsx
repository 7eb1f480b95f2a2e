import { useHistory } from '@docusaurus/router';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import Option from './Option.tsx';
import type { Hit } from '../../search/search.ts';
import styles from './Search.module.css';
import { useSearch } from './useSearch.ts';

const none: Hit[] = [];

/** The search over the page: a field, and what was found as links that the arrow keys go through. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const state = useSearch();
  const history = useHistory();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = () => dialog.current?.close();
  useEffect(() => dialog.current?.showModal(), []);

  const hits = state.type === 'ready' ? state.search(query) : none;
  const optionId = (i: number) => `${id}-${i}`;
  const choose = (i: number) => {
    setChosen(i);
    document.getElementById(optionId(i))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = hits;
    const keys: Record<string, () => void> = {
      ArrowDown: () => choose((chosen + 1) % length),
      ArrowUp: () => choose((chosen + length - 1) % length),
      Enter: () => {
        history.push(hits[chosen]!.url);
        close();
      },
    };
    const act = keys[event.key];
    if (!act || length === 0) return;
    event.preventDefault();
    act();
  };

  return (
    <dialog
      ref={dialog}
      aria-label="Search"
      className={styles.dialog}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <div className={styles.field}>
        <input
          type="text"
          enterKeyHint="search"
          autoFocus
          role="combobox"
          aria-label="Search this site"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-found`}
          aria-autocomplete="list"
          aria-activedescendant={hits.length > 0 ? optionId(chosen) : undefined}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder="A word, a subject, a key, or a line of a log"
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="button button--secondary button--sm" onClick={close}>
          Close
        </button>
      </div>
      <p role="status" className={styles.status}>
        {state.type === 'loading' && 'Fetching what can be found…'}
        {state.type === 'ready' && describe(query.trim(), hits.length)}
      </p>
      {state.type === 'failed' && (
        <p role="alert" className={styles.status}>
          The search could not be fetched.{' '}
          {process.env.NODE_ENV === 'production' ? state.why : 'It is made by npm run build.'}{' '}
          <button type="button" className={styles.again} onClick={state.retry}>
            Try again
          </button>
        </p>
      )}
      <div role="listbox" id={`${id}-found`} aria-label="Found" className={styles.found}>
        {hits.map((hit, i) => (
          <Option
            key={hit.url + hit.heading}
            id={optionId(i)}
            hit={hit}
            chosen={i === chosen}
            onOpen={close}
          />
        ))}
      </div>
    </dialog>
  );
}

function describe(query: string, found: number): string {
  if (query === '') return 'The arrow keys choose, Enter opens, Escape closes.';
  if (found === 0) return 'No page has these words. Try fewer, or a single key or subject.';
  return found === 1 ? 'One part of a page.' : `${found} parts of pages, the best first.`;
}
