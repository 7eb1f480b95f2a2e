import clsx from 'clsx';
import { useId, useRef, type ReactNode } from 'react';
import { useLab } from '../Lab/context.ts';
import { useStepsLeft } from '../shared/useDone.ts';
import Bench from './Bench.tsx';
import { useSeenHeight } from './useSeenHeight.ts';
import { useSheet } from './useSheet.ts';
import styles from './Workbench.module.css';

/**
 * A lab's steps, and beside them its bench, which stays in view: the map, and what the reader works
 * with. On a narrow screen the bench is a sheet that opens from the bottom.
 */
export default function Workbench({ children }: { children: ReactNode }) {
  const { isOpen, open, close } = useSheet();
  const sheet = useRef<HTMLDivElement>(null);
  useSeenHeight(sheet, isOpen);
  const id = useId();
  return (
    <div className={styles.workbench}>
      <div className={styles.steps}>{children}</div>
      <aside
        aria-label="Bench"
        className={clsx(styles.bench, isOpen && styles.open)}
        onKeyDown={(event) => {
          // In the editor, Escape gives the Tab key back.
          const inEditor = (event.target as Element).closest('.cm-editor');
          if (event.key === 'Escape' && !event.defaultPrevented && !inEditor) close();
        }}
      >
        {/* The bar above the sheet closes it too, and is there for those who use no pointer. */}
        <div className={styles.behind} onClick={close} />
        <div ref={sheet} className={styles.sheet}>
          <button
            type="button"
            className={styles.handle}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={isOpen ? close : open}
          >
            {isOpen ? 'Back to the steps' : 'Bench: map, consoles, configuration'}
            <DoneSoFar />
          </button>
          <div id={id} className={styles.content}>
            <Bench onNeeded={open} />
          </div>
        </div>
      </aside>
    </div>
  );
}

/** How far the reader is, for whom the bench covers the steps. */
function DoneSoFar() {
  const { exercise } = useLab();
  if (!exercise) throw new Error('A bench stands in a lab with an exercise.');
  const { length } = exercise.steps;
  const done = length - useStepsLeft(exercise).length;
  return (
    done > 0 && (
      <span className={styles.done}>
        {' '}
        ✓ {done} of {length} done
      </span>
    )
  );
}
