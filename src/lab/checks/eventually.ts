import type { Check, CheckResult } from './check.ts';
import { errorText } from '../error-text.ts';

/** Between two tries, in milliseconds. */
const interval = 50;

/**
 * Repeats a check until it passes, and answers its last result.
 * A try that rejects counts as a failure: what it asks may be starting.
 * @param timeoutMs how long it may go on; one try is made in any case
 * @throws the signal's reason, once that aborts
 */
export async function eventually(
  check: Check,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<CheckResult> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const result = await check().catch(unasked);
    signal?.throwIfAborted();
    if (result.type === 'pass' || performance.now() + interval > until) return result;
    await pause(signal);
  }
}

const unasked = (error: unknown): CheckResult => ({
  type: 'fail',
  expected: 'an answer to the check',
  seen: errorText(error),
});

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
