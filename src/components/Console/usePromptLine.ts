import { useLayoutEffect, useRef, useState } from 'react';
import { insert, type Edited } from '../../console/line-editing.ts';

const empty: Edited = { text: '', from: 0, to: 0 };

/** The line of a prompt with its cursor, and the lines above it that belong to the same command. */
export function usePromptLine() {
  const input = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState(empty);
  /** Lines of a command that goes on, such as behind a backslash; each with its end. */
  const [above, setAbove] = useState('');
  useLayoutEffect(() => {
    const field = input.current;
    if (!field || field !== document.activeElement) return;
    if (field.selectionStart !== line.from || field.selectionEnd !== line.to) {
      field.setSelectionRange(line.from, line.to);
    }
    // Browsers do not bring a cursor into view that a script has set.
    if (line.from === 0) field.scrollLeft = 0;
    else if (line.from === line.text.length) field.scrollLeft = field.scrollWidth;
  }, [line]);

  return {
    input,
    text: line.text,
    above,
    setLine,
    /** The line with the cursor, which the reader may have moved since. */
    current: (): Edited => {
      const { value = line.text, selectionStart, selectionEnd } = input.current ?? {};
      const end = value.length;
      return { text: value, from: selectionStart ?? end, to: selectionEnd ?? end };
    },
    /** Shows a text with the cursor at its end: its last line in the prompt, the others above. */
    show: (text: string) => {
      const begin = text.lastIndexOf('\n') + 1;
      setAbove(text.slice(0, begin));
      setLine(insert(empty, text.slice(begin)));
    },
  };
}
