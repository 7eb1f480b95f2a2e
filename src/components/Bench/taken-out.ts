import type { BenchState } from '../../bench/bench.ts';

/** Where a bench has words in the place of logins and keys that were taken out when it was shared. */
export function takenOutIn({ files }: BenchState): { path: string; lines: number[] }[] {
  return files.flatMap(({ path, text }) => {
    const lines = text
      .split('\n')
      .flatMap((line, i) => (/\btaken-out-\d/.test(line) ? [i + 1] : []));
    return lines.length > 0 ? [{ path, lines }] : [];
  });
}
