import { useEffect, useRef, useState } from 'react';
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
  const typed = useRef('');
  useEffect(() => {
    if (!open) return;
    typed.current = '';
    // Until the field is there, keep what is typed for it.
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (target !== document.body && target !== button.current) return;
      if (ctrlKey || metaKey || altKey) return;
      if (key === 'Backspace') typed.current = typed.current.slice(0, -1);
      else if (key.length === 1) typed.current += key;
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const asked = ctrlKey || metaKey ? key === 'k' : key === '/' && !altKey;
      if (!asked || isTypedInto(target)) return;
      event.preventDefault();
      setOpen(true);
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
        onClick={() => setOpen(true)}
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
            typed={() => typed.current}
            onClose={() => setOpen(false)}
            instead={
              <button type="button" className={styles.button} onClick={() => setOpen(false)}>
                Close
              </button>
            }
          />
        </div>
      )}
    </>
  );
}

const isTypedInto = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
