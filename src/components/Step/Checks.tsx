import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { CheckResult } from '../../lab/checks/check.ts';
import type { ExerciseStep } from '../../lab/exercise.ts';
import { Polled } from '../../lab/polled.ts';
import { useLab } from '../Lab/context.ts';
import { done } from './progress.ts';
import styles from './Step.module.css';
import { useExerciseTools } from './useExerciseTools.ts';

/** How often the servers are asked, in milliseconds. */
const every = 1000;

const unasked: readonly (CheckResult | undefined)[] = [];

/** The checks of a step, as they stand now. That all of them passed is kept in the reader's progress. */
export default function Checks({ lab, step }: { lab: string; step: ExerciseStep }) {
  const { session } = useLab();
  const tools = useExerciseTools();
  const polled = useMemo(
    () =>
      new Polled(unasked, every, async () => {
        if (session.snapshot.get().state.type !== 'running') return unasked;
        return Promise.all(
          step.checks.map(({ check }) =>
            check(tools).catch((error: unknown): CheckResult => ({
              type: 'fail',
              expected: 'an answer of the servers',
              seen: (error as Error).message,
            })),
          ),
        );
      }),
    [session, step, tools],
  );
  const results = useSyncExternalStore(polled.subscribe, polled.get, () => unasked);
  const passed = results.length > 0 && results.every((result) => result?.type === 'pass');
  useEffect(() => {
    if (passed) done(lab, step.id);
  }, [passed, lab, step.id]);
  return (
    <ul className={styles.checks} aria-label="Checks" aria-live="polite">
      {step.checks.map(({ says }, i) => (
        <Check key={says} says={says} result={results[i]} />
      ))}
    </ul>
  );
}

/** One thing that must be so, and whether it is; where it is not, what the servers show instead. */
function Check({ says, result }: { says: string; result: CheckResult | undefined }) {
  const state = result?.type ?? 'pending';
  return (
    <li data-state={state}>
      <span className={styles.mark} role="img" aria-label={words[state]}>
        {glyphs[state]}
      </span>
      {says}
      {result?.type === 'fail' && <span className={styles.seen}>Seen: {result.seen}</span>}
    </li>
  );
}

const words = { pending: 'Not checked yet', pass: 'Passed', fail: 'Not yet so' };
const glyphs = { pending: '○', pass: '✓', fail: '•' };
