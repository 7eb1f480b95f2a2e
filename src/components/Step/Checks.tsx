import { useEffect } from 'react';
import type { CheckResult } from '../../lab/checks/check.ts';
import type { Exercise, ExerciseCheck, ExerciseStep } from '../../lab/exercise/exercise.ts';
import { useLab } from '../Lab/context.ts';
import { noteDone, useDoneNow } from '../Lab/done-now.ts';
import { tellLab } from '../Lab/lab-news.ts';
import Marked from './Marked.tsx';
import Said from '../Message/Said.tsx';
import styles from './Step.module.css';
import { useResults } from './useResults.ts';

const none: readonly ExerciseCheck[] = [];

/** The checks of a step, as they stand now. That all of them passed is kept in the reader's progress. */
export default function Checks({ exercise, step }: { exercise: Exercise; step: ExerciseStep }) {
  const lab = useLab();
  const doneNow = useDoneNow();
  const before = exercise.steps.find(({ id }) => id === step.after);
  // That the reader broke it in another run says nothing of these servers.
  const due = !before || doneNow.includes(before.id);
  const results = useResults(due ? step.checks : none);
  const passed = results.length > 0 && results.every((result) => result?.type === 'pass');
  useEffect(() => {
    if (passed) noteDone(lab, step.id);
  }, [passed, lab, step.id]);
  const fails = results.findIndex((result) => result?.type === 'fail');
  const failing = fails < 0 ? undefined : step.checks[fails]?.says;
  useEffect(() => {
    if (failing !== undefined || passed)
      tellLab({ lab: exercise.name, what: 'failing', step: step.id, says: failing });
  }, [failing, passed, exercise.name, step.id]);
  const wasSo = doneNow.includes(step.id);
  return (
    <>
      <ul className={styles.checks} aria-label="Checks" aria-live="polite">
        {step.checks.map(({ says }, i) => (
          <Check key={says} says={says} result={results[i]} wasSo={wasSo} />
        ))}
      </ul>
      {wasSo && results.some((result) => result?.type === 'fail') && (
        <p className={styles.notYet}>It was so in this run. A later act has changed it.</p>
      )}
      {!due && <p className={styles.notYet}>Checked once “{before.title}” is done.</p>}
    </>
  );
}

/** One check: its condition and whether it holds; if not, the state that the servers show instead. */
function Check(props: { says: string; result: CheckResult | undefined; wasSo: boolean }) {
  const { says, result, wasSo } = props;
  const state = result?.type ?? 'pending';
  return (
    <li data-state={state}>
      <span
        className={styles.mark}
        role="img"
        aria-label={state === 'fail' && wasSo ? 'Not so now' : words[state]}
      >
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
