import { byPlace } from './by-place.ts';
import type { Finding } from './finding.ts';
import { withoutEchoes } from './live/without-echoes.ts';
import { perLine } from './per-line.ts';

/**
 * The findings of both, each thing told once: what a rule has read in a configuration is not told again as what servers do.
 * @param servers the names of all servers
 */
export const merged = (
  written: readonly Finding[],
  live: readonly Finding[],
  servers: readonly string[],
): Finding[] => perLine(once(withoutEchoes(written, live)), servers).sort(byPlace);

/** Leaves out what is said again of the same line: several servers may share a configuration, or include one file. */
function once(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ rule, place, words }) => {
    if (!place) return true;
    const key = JSON.stringify([rule, place, words]);
    return told.size < told.add(key).size;
  });
}
