import { byPlace } from '../../doctor/by-place.ts';
import type { Finding } from '../../doctor/finding.ts';
import { syntaxError } from '../../doctor/rules/syntax-error.ts';
import type { Place } from '../../lab/derive/given.ts';
import { placeOfLine } from '../../lab/derive/own-places.ts';
import { sentence } from '../../lab/sentence.ts';
import { faultsIn } from '../Config/refusal.ts';
import type { Refused } from './desk.ts';

/** The worst first, and then as they stand in the files. Findings without a place come last. */
const bySeverity = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || byPlace(a, b),
  );

const severities: readonly Finding['severity'][] = ['error', 'warning', 'note'];

/**
 * What a server has refused, as findings: one for each line that it names, in the file of the person. A line of a file
 * that was changed since then is not named: it may be another one now.
 */
export function refusalFindings(
  { server, words, network }: Refused,
  textOf: (path: string) => string | undefined,
): Finding[] {
  const conf = network.derived.confs.get(server);
  const made = { rule: 'refused', severity: 'error' as const, server };
  const faults = conf ? faultsIn(words) : [];
  if (faults.length === 0)
    return [{ ...made, words: `${server} says: ${sentence(words)}`, remedy: 'Its log has more.' }];
  return faults.map(({ line, message }): Finding => {
    const place = placeOfLine(conf!, line);
    const was = network.of.files.find(({ path }) => path === place?.path)?.text;
    const isThere = place !== undefined && was !== undefined && was === textOf(place.path);
    return {
      ...made,
      words: `${server} refuses this line: ${sentence(message)}`,
      remedy: 'Correct it, and have the server take it again.',
      ...(isThere && { place }),
    };
  });
}

/**
 * Adds refusals to what the doctor has found, the worst first. Where it tells an error of the same line, its words do:
 * they have the page. Of a configuration that cannot be read a server names the line where it gave up, often far below.
 */
export const withRefusals = (
  found: readonly Finding[],
  refusals: readonly Finding[],
): Finding[] => {
  const lines = new Set(
    found.flatMap(({ severity, place }) => (severity === 'error' && place ? [keyOf(place)] : [])),
  );
  const unread = new Set(
    found.flatMap(({ rule, server }) => (rule === syntaxError.id ? [server] : [])),
  );
  const others = refusals.filter(
    ({ place, server }) => !unread.has(server) && !(place && lines.has(keyOf(place))),
  );
  return bySeverity([...others, ...found]);
};

const keyOf = ({ path, line }: Place): string => `${path}:${line}`;
