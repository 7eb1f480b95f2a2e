import { useCallback, useEffect, useRef, useState } from 'react';
import { lazyPart } from '../../components/shared/lazy-part.ts';
import styles from './styles.module.css';

const load = () =>
  import(/* webpackChunkName: 'search' */ '../../components/Search/SearchDialog.tsx');

/** Wanted only when something is looked for. */
const SearchDialog = lazyPart('The search', load);

/** Opens the search: a button, and the keys / and Ctrl-K outside of text fields. */
export default function SearchBar() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  /** What has been typed since the search was asked for, until its field is there. */
  const typed = useRef<string>(undefined);
  const show = () => {
    typed.current ??= '';
    setOpen(true);
  };
  const close = () => {
    typed.current = undefined;
    setOpen(false);
  };
  const takeTyped = useCallback(() => typed.current ?? '', []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTypedInto(event.target)) return;
      if (typed.current === undefined) {
        if (!asksForSearch(event)) return;
        show();
      } else {
        if (event.target !== document.body && event.target !== button.current) return;
        const text = afterKey(typed.current, event);
        if (text === undefined) return;
        typed.current = text;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K"
        onPointerEnter={() => void load().catch(() => undefined)}
        onClick={show}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="6.75" cy="6.75" r="4.75" />
          <path d="m10.3 10.3 4.2 4.2" />
        </svg>
        <span>Search</span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      {open && (
        <div className={styles.pane}>
          <SearchDialog
            typed={takeTyped}
            onClose={close}
            instead={
              <button type="button" className={styles.button} onClick={close}>
                Close
              </button>
            }
          />
        </div>
      )}
    </>
  );
}

const asksForSearch = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  ctrlKey || metaKey ? key === 'k' : key === '/' && !altKey;

/** Answers a text once a key has been pressed behind it; undefined for keys that change no text. */
function afterKey(text: string, { key, ctrlKey, metaKey, altKey }: KeyboardEvent) {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Backspace') return text.slice(0, -1);
  return key.length === 1 ? text + key : undefined;
}

const isTypedInto = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
