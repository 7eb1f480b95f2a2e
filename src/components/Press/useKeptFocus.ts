import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard in a group of buttons: a button that has done its work may be gone, and the first of the group then
 * has the focus. `acted` is to be called when one is pressed.
 */
export function useKeptFocus<T extends HTMLElement>() {
  const group = useRef<T>(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (!pressed.current) return;
    const { activeElement, body } = document;
    if (activeElement === body)
      group.current?.querySelector('button')?.focus({ preventScroll: true });
    else pressed.current = group.current?.contains(activeElement) ?? false;
  });
  useEffect(() => {
    // What loses the focus elsewhere, once the reader has gone there, is no button of this group.
    const elsewhere = ({ target }: Event) => {
      if (!group.current?.contains(target as Node)) pressed.current = false;
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, []);
  return { group, acted: () => (pressed.current = true) };
}
