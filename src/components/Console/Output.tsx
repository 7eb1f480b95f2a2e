import { useEffect, useRef, type KeyboardEvent } from 'react';
import styles from './Console.module.css';
import type { ConsoleLine } from './printer.ts';

interface OutputProps {
  label: string;
  lines: readonly ConsoleLine[];
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Shows the output of commands, scrolled to its end. */
export default function Output({ label, lines, onKeyDown }: OutputProps) {
  const output = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (output.current) output.current.scrollTop = output.current.scrollHeight;
  }, [lines]);
  return (
    <pre
      ref={output}
      role="log"
      tabIndex={0}
      aria-label={label}
      className={styles.output}
      onKeyDown={onKeyDown}
    >
      {lines.map(({ id, kind, text }) => (
        <span key={id} data-kind={kind}>
          {text + '\n'}
        </span>
      ))}
    </pre>
  );
}
