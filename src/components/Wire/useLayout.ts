import { useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';

/** Below this width, in pixels, a row takes two lines. */
const narrowBelow = 600;

/** Whether an element is too narrow for rows of one line. */
export function useNarrow(ref: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < narrowBelow));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return narrow;
}

/** Whether the page is being put on paper, where nothing scrolls. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const print = matchMedia('print');
      print.addEventListener('change', listener);
      return () => print.removeEventListener('change', listener);
    },
    () => matchMedia('print').matches,
    () => false,
  );
}

/** The height of a row and of the head, in pixels: they grow with the reader's own font size. */
export function useRowHeight(narrow: boolean): [row: number, head: number] {
  const [rem] = useState(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  return [Math.round((narrow ? 3 : 1.75) * rem), narrow ? 0 : Math.round(1.75 * rem)];
}
