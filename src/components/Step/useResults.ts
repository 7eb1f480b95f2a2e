import { useMemo, useSyncExternalStore } from 'react';
import type { CheckResult } from '../../lab/checks/check.ts';
import { pollChecks } from '../../lab/checks/poll-checks.ts';
import type { ExerciseCheck } from '../../lab/exercise/exercise.ts';
import { Polled } from '../../lab/session/polled.ts';
import { useLab } from '../Lab/context.ts';

/** How often the servers are asked, in milliseconds. */
const every = 1000;

const unasked: readonly (CheckResult | undefined)[] = [];

/** How checks stand, asked of the servers for as long as somebody looks; none while the lab does not run. */
export function useResults(checks: readonly ExerciseCheck[]): readonly (CheckResult | undefined)[] {
  const { session, tools } = useLab();
  const polled = useMemo(() => {
    const poll = pollChecks(
      checks.map(({ check }) => check),
      tools,
      session.polling,
    );
    return new Polled(unasked, every, async () =>
      session.snapshot.get().state.type === 'running' ? poll() : unasked,
    );
  }, [session, checks, tools]);
  return useSyncExternalStore(polled.subscribe, polled.get, () => unasked);
}
