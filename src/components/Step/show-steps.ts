import { doSteps } from '../../lab/exercise/do-steps.ts';
import type { ExerciseStep } from '../../lab/exercise/exercise.ts';
import { telling, type Deed } from '../../lab/exercise/telling.ts';
import type { PageLab } from '../Lab/context.ts';
import { noteDone } from '../Lab/done-now.ts';
import { stopWithRun } from '../Lab/stop-with-run.ts';

interface Showing {
  /** Told of each thing that is done. A line is shown in the console at its server too. */
  onDeed: (deed: Deed) => void;
  onStep: (step: ExerciseStep) => void;
  /** Given a way to stop it. */
  onBegun: (cancel: () => void) => void;
}

/**
 * Does steps before the eyes of the reader, each once the checks of the one before have passed.
 * @throws Error that names the step and what its checks see, or the server's words
 */
export async function showSteps(
  lab: PageLab,
  steps: readonly ExerciseStep[],
  { onDeed, onStep, onBegun }: Showing,
): Promise<void> {
  const { stop, unsubscribe } = stopWithRun(lab.session);
  onBegun(() => stop.abort(new Error('cancelled')));
  const tools = telling(lab.tools, (deed) => {
    if (stop.signal.aborted) return;
    if (deed.type === 'line') lab.consoles.show(deed.server, deed.line, deed.printed);
    onDeed(deed);
  });
  try {
    await doSteps(steps, tools, {
      signal: stop.signal,
      onStep,
      onDone: ({ id }) => noteDone(lab, id),
    });
  } finally {
    unsubscribe();
  }
}
