import { useRef, useState, type FocusEvent } from 'react';

/**
 * Holds the order of a list while the keyboard is in it: a row that moves would take the focus from what is being done.
 * Those that come meanwhile stand at the end.
 */
export function useHeldOrder<T extends { id: string }>(wanted: readonly T[]) {
  const [held, setHeld] = useState<readonly string[]>();
  const shown = useRef<readonly string[]>([]);
  const order = held ? byHeld(wanted, held) : wanted;
  const events = {
    onFocus: () => setHeld((was) => was ?? shown.current),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) setHeld(undefined);
    },
  };
  return { order, events, note: (ids: readonly string[]) => (shown.current = ids) };
}

function byHeld<T extends { id: string }>(wanted: readonly T[], held: readonly string[]): T[] {
  const places = new Map(held.map((id, at) => [id, at]));
  const place = ({ id }: T) => places.get(id) ?? held.length;
  return [...wanted].sort((a, b) => place(a) - place(b));
}
