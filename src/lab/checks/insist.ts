import type { Check } from './check.ts';
import { eventually } from './eventually.ts';

/** How long something may take that waits for servers to find each other or to elect, in milliseconds. */
const patience = 60_000;

/**
 * Waits until a check passes.
 * @throws Error with what was seen, if it never does
 */
export async function until(check: Check): Promise<void> {
  const result = await eventually(check, { timeoutMs: patience });
  if (result.type === 'fail') throw new Error(`${result.expected}: ${result.seen}`);
}

/** Does something again and again until it works: servers that have just started may answer nobody yet. */
export const insist = (act: () => Promise<unknown>): Promise<void> =>
  until(async () => {
    await act();
    return { type: 'pass' };
  });
