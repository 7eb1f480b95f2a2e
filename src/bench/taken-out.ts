import type { BenchState } from './bench.ts';

/** A file with words in the place of logins and keys that were taken out when its bench was shared. */
export interface TakenOutOf {
  path: string;
  lines: number[];
  /** The first of the words, such as `taken-out-1`. */
  word: string;
}

/** Where a bench has words in the place of logins and keys that were taken out. */
export function takenOutIn({ files }: BenchState): TakenOutOf[] {
  return files.flatMap(({ path, text }) => {
    const found = text.split('\n').flatMap((line, i) => {
      const word = /\btaken-out-\d+/.exec(line)?.[0];
      return word === undefined ? [] : [{ line: i + 1, word }];
    });
    const [first] = found;
    return first ? [{ path, lines: found.map(({ line }) => line), word: first.word }] : [];
  });
}
