import { useCallback, useEffect, useRef, useState } from 'react';

/** Where the bench is a sheet that opens from the bottom: as in the style sheet. */
const narrow = '(max-width: 996px)';

/** Marks the entry of the browser's history that stands for the open sheet. */
interface SheetState {
  sheet?: boolean;
}

/**
 * Whether the bench of a narrow screen is open. While it is, it has an entry of its own in the browser's history, so that
 * Back closes it and leaves the lab as it is.
 */
export function useSheet() {
  const [isOpen, setOpen] = useState(false);
  const now = useRef(false);
  const set = useCallback((open: boolean) => {
    now.current = open;
    setOpen(open);
  }, []);

  useEffect(() => {
    const onPop = (event: PopStateEvent) => {
      const wanted = Boolean((event.state as SheetState | null)?.sheet);
      if (wanted === now.current) return;
      // The router knows of no such entry: it would take this for a change of page, and scroll to its top.
      event.stopImmediatePropagation();
      set(wanted);
    };
    window.addEventListener('popstate', onPop, { capture: true });
    return () => window.removeEventListener('popstate', onPop, { capture: true });
  }, [set]);

  const open = useCallback(() => {
    if (now.current || !matchMedia(narrow).matches) return;
    const state = window.history.state as object | null;
    window.history.pushState({ ...state, sheet: true }, '');
    set(true);
  }, [set]);
  const close = useCallback(() => {
    if (!now.current) return;
    if ((window.history.state as SheetState | null)?.sheet) window.history.back();
    else set(false);
  }, [set]);
  return { isOpen, open, close };
}
