import type { Finding } from '../../src/doctor/finding.ts';
import { withoutEchoes } from '../../src/doctor/live/without-echoes.ts';

/**
 * The findings of both, each thing told once: what a rule has read in a configuration is not told again as what servers do.
 */
export const merged = (written: readonly Finding[], live: readonly Finding[]): Finding[] =>
  withoutEchoes(written, live).sort(byPlace);

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return a.path.localeCompare(b.path, 'en', { numeric: true }) || a.line - b.line;
}
