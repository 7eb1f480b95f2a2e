import type { Finding } from '../../src/doctor/finding.ts';

/**
 * The findings of both, each thing told once: what a rule has read in a configuration is not told again as what servers do.
 */
export function merged(written: readonly Finding[], live: readonly Finding[]): Finding[] {
  const key = ({ rule, server, link }: Finding) => JSON.stringify([rule, server, link]);
  const known = new Set(written.map(key));
  return [...written, ...live.filter((finding) => !known.has(key(finding)))].sort(byPlace);
}

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return a.path.localeCompare(b.path, 'en', { numeric: true }) || a.line - b.line;
}
