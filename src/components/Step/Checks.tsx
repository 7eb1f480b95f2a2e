import { useEffect } from 'react';
import type { CheckResult } from '../../lab/checks/check.ts';
import type { Exercise, ExerciseCheck, ExerciseStep } from '../../lab/exercise/exercise.ts';
import { done } from '../Lab/progress.ts';
import { useDone } from '../shared/useDone.ts';
import Marked from './Marked.tsx';
import Said from '../Message/Said.tsx';
import styles from './Step.module.css';
import { useResults } from './useResults.ts';

const none: readonly ExerciseCheck[] = [];

/** The checks of a step, as they stand now. That all of them passed is kept in the reader's progress. */
export default function Checks({ exercise, step }: { exercise: Exercise; step: ExerciseStep }) {
  const { name: lab, steps } = exercise;
  const before = steps.find(({ id }) => id === step.after);
  const due = useDone(lab, before?.id ?? '') || !before;
  const results = useResults(due ? step.checks : none);
  const passed = results.length > 0 && results.every((result) => result?.type === 'pass');
  useEffect(() => {
    if (passed) done(lab, step.id);
  }, [passed, lab, step.id]);
  return (
    <>
      <ul className={styles.checks} aria-label="Checks" aria-live="polite">
        {step.checks.map(({ says }, i) => (
          <Check key={says} says={says} result={results[i]} />
        ))}
      </ul>
      {!due && <p className={styles.notYet}>Checked once “{before.title}” is done.</p>}
    </>
  );
}

/** One check: its condition and whether it holds; if not, the state that the servers show instead. */
function Check({ says, result }: { says: string; result: CheckResult | undefined }) {
  const state = result?.type ?? 'pending';
  return (
    <li data-state={state}>
      <span className={styles.mark} role="img" aria-label={words[state]}>
        {glyphs[state]}
      </span>
      <Marked>{says}</Marked>
      {result?.type === 'fail' && (
        <span className={styles.seen}>
          Seen: <Said>{result.seen}</Said>
        </span>
      )}
    </li>
  );
}

const words = { pending: 'Not checked yet', pass: 'Passed', fail: 'Not yet so' };
const glyphs = { pending: '○', pass: '✓', fail: '✗' };
