import type { CheckResult } from '../../src/lab/checks/check.ts';
import { eventually } from '../../src/lab/checks/eventually.ts';

/** How long anything may take that does not depend on a server's own delays, in milliseconds. */
export const patience = 45_000;

/**
 * Asks until the answer is a pass.
 * @throws Error with what was seen if it never does
 */
export async function pass(ask: () => Promise<CheckResult>, timeoutMs = patience): Promise<void> {
  const result = await eventually(ask, { timeoutMs });
  if (result.type === 'fail') throw new Error(`${result.expected}; seen: ${result.seen}`);
}
