import { all } from '../checks/check.ts';
import { eventually } from '../checks/eventually.ts';
import { errorText } from '../error-text.ts';
import type { Exercise, ExerciseStep, ExerciseTools } from './exercise.ts';

/** How long the checks of a step may take to pass: a mirror that has lost its link tries again in 10 s at first. */
const patience = 60_000;

/** The steps of an exercise that come before one, in their order. */
export function stepsBefore({ steps }: Exercise, id: string): readonly ExerciseStep[] {
  return steps.slice(
    0,
    steps.findIndex((step) => step.id === id),
  );
}

interface Progress {
  /** Stops it: between two steps, and before the next thing that a step does. */
  signal: AbortSignal;
  /** Told before each step. */
  onStep?: (step: ExerciseStep) => void;
  /** Told once the checks of a step have passed. */
  onDone?: (step: ExerciseStep) => void;
}

/**
 * Does what steps ask for by their solutions: each when the checks of the one before have passed. They are to be given
 * in their order, so that one that mends comes after the one that breaks.
 * @throws Error that names the step and has the server's words, or what its checks saw; or the signal's reason
 */
export async function doSteps(
  steps: readonly ExerciseStep[],
  tools: ExerciseTools,
  { signal, onStep, onDone }: Progress,
): Promise<void> {
  const own = untilAborted(tools, signal);
  for (const step of steps) {
    signal.throwIfAborted();
    onStep?.(step);
    try {
      await orAborted(step.solve(own), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(`${step.title}: ${errorText(error)}`, { cause: error });
    }
    const check = all(...step.checks.map(({ check }) => check));
    const result = await eventually(() => check(own), { timeoutMs: patience, signal });
    if (result.type === 'fail') {
      throw new Error(`${step.title}: expected ${result.expected}; seen: ${result.seen}`);
    }
    onDone?.(step);
  }
}

/** The tools of a lab, of which none does anything more once the signal has aborted. */
function untilAborted(tools: ExerciseTools, signal: AbortSignal): ExerciseTools {
  const open = (): ExerciseTools => {
    signal.throwIfAborted();
    return tools;
  };
  const { hubElsewhere, say } = tools;
  return {
    get host() {
      return open().host;
    },
    connect: async (...args) => open().connect(...args),
    config: (server) => open().config(server),
    apply: async (...args) => open().apply(...args),
    restart: async (...args) => open().restart(...args),
    run: async (...args) => open().run(...args),
    end: async (...args) => open().end(...args),
    sign: async (signing) => open().sign(signing),
    wire: () => open().wire(),
    log: () => open().log(),
    ...(say && { say }),
    ...(hubElsewhere && { hubElsewhere }),
  };
}

/** A promise, or the signal's reason if that aborts first. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
