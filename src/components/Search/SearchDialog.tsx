import { useHistory } from '@docusaurus/router';
import {
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import PageOptions, { addressesOf } from './PageOptions.tsx';
import type { Hit } from '../../search/search.ts';
import styles from './Search.module.css';
import { useSearch } from './useSearch.ts';

const none: Hit[] = [];

interface Props {
  /** Answers what has been typed before the field was there. */
  typed: () => string;
  onClose: () => void;
}

/** The search over the page: a field, and what was found as links that the arrow keys go through. */
export default function SearchDialog({ typed, onClose }: Props) {
  const state = useSearch();
  const history = useHistory();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = () => dialog.current?.close();
  useEffect(() => {
    dialog.current?.showModal();
    // From here on the field has the keyboard.
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what is typed goes there until now
    setQuery(typed());
  }, [typed]);

  const search = state.type === 'ready' ? state.search : undefined;
  const asked = useDeferredValue(query);
  const hits = useMemo(() => search?.(asked) ?? none, [search, asked]);
  const addresses = useMemo(() => hits.map(addressesOf), [hits]);
  const all = addresses.flat();
  const optionId = (i: number) => `${id}-${i}`;
  const choose = (i: number) => {
    setChosen(i);
    document.getElementById(optionId(i))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = all;
    const keys: Record<string, () => void> = {
      ArrowDown: () => choose((chosen + 1) % length),
      ArrowUp: () => choose((chosen + length - 1) % length),
      Enter: () => {
        history.push(all[chosen]!);
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
      // The second half of a double click on the button that opens it closes nothing.
      onClick={({ target, detail }) => target === dialog.current && detail < 2 && close()}
    >
      <div className={styles.field}>
        <input
          type="text"
          enterKeyHint="search"
          autoFocus
          role="combobox"
          aria-label="Search this site"
          aria-expanded={all.length > 0}
          aria-controls={`${id}-found`}
          aria-autocomplete="list"
          aria-activedescendant={all.length > 0 ? optionId(chosen) : undefined}
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
        {state.type === 'ready' && describe(asked.trim(), hits.length)}
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
          <PageOptions
            key={hit.url}
            hit={hit}
            first={addresses.slice(0, i).flat().length}
            optionId={optionId}
            chosen={chosen}
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
  return found === 1 ? 'One page.' : `${found} pages, the best first.`;
}
