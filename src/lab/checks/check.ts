/** What a check found. Both texts are for people: what should be so, and what is. */
export type CheckResult = { type: 'pass' } | { type: 'fail'; expected: string; seen: string };

/** Asks servers or the wire whether something is so. It rejects only if it cannot ask at all. */
export type Check = () => Promise<CheckResult>;

/** A pass where it holds, and what was expected and seen where not. */
export function verdict(holds: boolean, expected: string, seen: string): CheckResult {
  return holds ? { type: 'pass' } : { type: 'fail', expected, seen };
}

/** A list in a sentence. */
export const listed = (items: string[]): string => items.join(', ') || 'none';
