import { errorText } from '../error-text.ts';
import type { Check, CheckResult, CheckTools } from './check.ts';

/** Between two tries, in milliseconds. */
const interval = 50;

/** How long something may take that waits for servers to find each other or to elect, in milliseconds. */
const patience = 60_000;

/**
 * Makes one try. A try that cannot ask is a failure, told in the error's words: the server may be
 * starting.
 */
export const attempt = (ask: () => Promise<CheckResult>): Promise<CheckResult> =>
  ask().catch((error: unknown) => ({
    type: 'fail',
    expected: 'an answer of the servers',
    seen: errorText(error),
  }));

/**
 * Asks again and again until the answer is a pass, and answers the last result.
 * @param timeoutMs how long it may go on; one try is made in any case
 * @throws the signal's reason, once that aborts
 */
export async function eventually(
  ask: () => Promise<CheckResult>,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<CheckResult> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const result = await attempt(ask);
    signal?.throwIfAborted();
    if (result.type === 'pass' || performance.now() + interval > until) return result;
    await pause(signal);
  }
}

/**
 * Waits until a check passes.
 * @throws Error with what was seen, if it never does
 */
export async function until(check: Check, tools: CheckTools): Promise<void> {
  const result = await eventually(() => check(tools), { timeoutMs: patience });
  if (result.type === 'fail') throw new Error(`${result.expected}: ${result.seen}`);
}

/**
 * Repeats an act until it works: servers that have just started may not answer yet.
 * @throws Error with the last refusal
 */
export async function insist(act: () => Promise<unknown>): Promise<void> {
  const result = await eventually(() => act().then(() => ({ type: 'pass' })), {
    timeoutMs: patience,
  });
  if (result.type === 'fail') throw new Error(result.seen);
}

/** Waits for the next try, or for the signal. */
function pause(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, interval);
    signal?.addEventListener('abort', end);
  });
}
