import type { Derived } from '../lab/derive/derive.ts';
import { byPlace } from './by-place.ts';
import type { Finding } from './finding.ts';
import type { Rule, Told } from './rule.ts';
import { rules } from './rules/index.ts';
import { syntaxError } from './rules/syntax-error.ts';

/** What the rules find in a network, by file and line. What has no place comes last. */
export const examine = (network: Derived, told: Told = {}): Finding[] =>
  readable(
    network,
    rules.flatMap((rule) => findingsOf(rule, network, told)),
  ).sort(byPlace);

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
  return readable(network, found).sort(byPlace);
}

/**
 * Leaves out what has been found about servers whose configuration cannot be read: what it would say is not known, and
 * all of it may change once that is mended.
 */
function readable({ topology }: Derived, findings: readonly Finding[]): Finding[] {
  const unread = findings.filter(({ rule }) => rule === syntaxError.id);
  const servers = new Set(unread.map(({ server }) => server));
  const links = new Set(
    topology.links.flatMap(({ name, from, to }) =>
      servers.has(from) || servers.has(to) ? [name] : [],
    ),
  );
  return findings.filter(
    ({ rule, server, link }) =>
      rule === syntaxError.id || !(servers.has(server) || (link !== undefined && links.has(link))),
  );
}

const findingsOf = (
  { id: rule, severity, page, look }: Rule,
  network: Derived,
  told: Told,
): Finding[] =>
  [...look(network, told)].map((found) => ({ rule, severity, ...(page && { page }), ...found }));
