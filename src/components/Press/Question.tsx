import { useId } from 'react';
import Press from './Press.tsx';
import styles from './Press.module.css';

export interface QuestionProps {
  /** Says what would be lost, and asks. */
  children: string;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}

/** Asks before something is lost. The focus is on the answer that keeps it, and Escape gives that answer. */
export default function Question({ children, yes, no, onYes, onNo }: QuestionProps) {
  const id = useId();
  return (
    <div
      role="group"
      aria-labelledby={id}
      className={styles.question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The panel that it stands in would close too.
        event.preventDefault();
        onNo();
      }}
    >
      <p id={id}>{children}</p>
      <Press name={no} small focus describedBy={id} onPress={onNo} />
      <Press name={yes} look="danger" small onPress={onYes} />
    </div>
  );
}
