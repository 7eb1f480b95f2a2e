import type { Derived } from '../lab/derive/derive.ts';
import type { Finding } from './finding.ts';
import type { Rule, Told } from './rule.ts';
import { rules } from './rules/index.ts';

/** What the rules find in a network, by file and line. What has no place comes last. */
export const examine = (network: Derived, told: Told = {}): Finding[] =>
  rules.flatMap((rule) => findingsOf(rule, network, told)).sort(byPlace);

/**
 * As `examine`, for a page that is to hear keys meanwhile.
 * @param turn is waited for between rules
 */
export async function examineByTurns(
  network: Derived,
  turn: () => Promise<void>,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const rule of rules) {
    found.push(...findingsOf(rule, network, {}));
    await turn();
  }
  return found.sort(byPlace);
}

const findingsOf = (
  { id: rule, severity, page, look }: Rule,
  network: Derived,
  told: Told,
): Finding[] =>
  [...look(network, told)].map((found) => ({ rule, severity, ...(page && { page }), ...found }));

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return a.path.localeCompare(b.path, 'en', { numeric: true }) || a.line - b.line;
}
