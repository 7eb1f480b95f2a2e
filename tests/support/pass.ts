import type { Check } from '../../src/lab/checks/check.ts';
import { eventually } from '../../src/lab/checks/eventually.ts';

/** How long anything may take that does not depend on a server's own delays, in milliseconds. */
export const patience = 15_000;

/**
 * Waits until a check passes.
 * @throws Error with what was seen if it never does
 */
export async function pass(check: Check, timeoutMs = patience): Promise<void> {
  const result = await eventually(check, { timeoutMs });
  if (result.type === 'fail') throw new Error(`${result.expected}; seen: ${result.seen}`);
}
