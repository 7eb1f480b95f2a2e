import { useMemo, useSyncExternalStore } from 'react';
import type { CheckResult } from '../../lab/checks/check.ts';
import type { ExerciseCheck } from '../../lab/exercise/exercise.ts';
import { Polled } from '../../lab/session/polled.ts';
import { useLab } from '../Lab/context.ts';
import { errorText } from '../../lab/error-text.ts';

/** How often the servers are asked, in milliseconds. */
const every = 1000;

const unasked: readonly (CheckResult | undefined)[] = [];

/** How checks stand, asked of the servers for as long as somebody looks; none while the lab does not run. */
export function useResults(checks: readonly ExerciseCheck[]): readonly (CheckResult | undefined)[] {
  const { session, tools } = useLab();
  const polled = useMemo(
    () =>
      new Polled(unasked, every, async () => {
        if (session.snapshot.get().state.type !== 'running') return unasked;
        return Promise.all(
          checks.map(({ check }) =>
            check(tools).catch((error: unknown): CheckResult => ({
              type: 'fail',
              expected: 'an answer of the servers',
              seen: errorText(error),
            })),
          ),
        );
      }),
    [session, checks, tools],
  );
  return useSyncExternalStore(polled.subscribe, polled.get, () => unasked);
}
