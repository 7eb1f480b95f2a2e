import { doSteps } from '../../lab/exercise/do-steps.ts';
import type { Exercise, ExerciseStep } from '../../lab/exercise/exercise.ts';
import { placesOf, type Place } from '../../lab/monitoring/places.ts';
import type { OpenHost } from '../../lab/network/host.ts';
import { createLabKit } from '../../lab-kit/lab-kit.ts';
import { loadTab } from './load-tab.ts';

/** What servers are like once steps have been done by their solutions. */
export interface Solved {
  configs: Readonly<Record<string, string>>;
  places: readonly Place[];
}

/**
 * Does the steps of an exercise, up to one, by their solutions, on servers of its own beside those of the reader.
 * @throws Error that names the step and has the server's words; or the signal's reason
 */
export async function solvedApart(
  exercise: Exercise,
  last: ExerciseStep,
  { signal, onStep }: { signal: AbortSignal; onStep: (step: ExerciseStep) => void },
  loadHost: () => Promise<OpenHost> = async () => (await loadTab()).openTabHost,
): Promise<Solved> {
  const { session, tools } = createLabKit({ exercise }, loadHost);
  const stop = () => session.stop();
  signal.addEventListener('abort', stop);
  try {
    await session.start();
    signal.throwIfAborted();
    const { state } = session.snapshot.get();
    if (state.type === 'failed') throw new Error(state.reason);
    const { steps } = exercise;
    await doSteps(steps.slice(0, steps.indexOf(last) + 1), tools, { signal, onStep });
    const { configs, servers } = session.snapshot.get();
    return { configs, places: await placesOf(session.host, session.topology, servers) };
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
