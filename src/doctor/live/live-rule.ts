import type { Finding } from '../finding.ts';
import type { Found, Rule } from '../rule.ts';
import type { Reach } from './reach.ts';
import type { Running } from './running.ts';

/** Looks for one kind of fault in a network that runs. */
export interface LiveRule extends Omit<Rule, 'look'> {
  /** Rules on configurations whose finding at the same server or link is the cause of what this one sees. */
  causes?: readonly string[];
  /** @param reach what has been seen to reach what: asked once for all rules */
  look: (running: Running, reach: Reach) => Promise<Found[]> | Found[];
}

/** What a rule finds, as findings. */
export const findingsOf = async (
  { id: rule, severity, page, look }: LiveRule,
  running: Running,
  reach: Reach,
): Promise<Finding[]> =>
  (await look(running, reach)).map((found) => ({
    rule,
    severity,
    ...(page && { page }),
    ...found,
  }));
