import type { KeyboardEvent } from 'react';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>;

/** The letter that is pressed together with Ctrl alone, on a keyboard of any script. */
export function controlled(pressed: Pressed): string | undefined {
  const { key, code, ctrlKey, altKey, metaKey, shiftKey } = pressed;
  if (!ctrlKey || altKey || metaKey || shiftKey) return undefined;
  const letter = /^[a-z]$/i.test(key) ? key : /^Key([A-Z])$/.exec(code)?.[1];
  return letter?.toLowerCase();
}

/** Whether a key writes something, so that it is meant for a prompt. A space also scrolls. */
export function writes(pressed: Pressed): boolean {
  const { key, ctrlKey, altKey, metaKey } = pressed;
  if (key.toLowerCase() === 'v' && !altKey && ctrlKey !== metaKey) return true;
  // A third level of a keyboard, such as for @, is Ctrl and Alt to some systems.
  return /^[^\p{C} ]$/u.test(key) && !metaKey && ctrlKey === altKey;
}

/** Whether neither text of the page nor of a field is selected, so that there is nothing to copy. */
export const nothingSelected = (field?: HTMLInputElement | null): boolean =>
  String(getSelection()) === '' && field?.selectionStart === field?.selectionEnd;
