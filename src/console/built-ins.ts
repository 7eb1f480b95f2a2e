/** A word that a terminal or its shell takes, and no command of the `nats` CLI. */
export type BuiltIn = { type: 'clear' } | { type: 'exit' } | { type: 'history'; last: number };

/** The words, for completion. */
export const builtInWords: readonly string[] = ['clear', 'exit', 'history'];

/** Reads a line that is one of these words. */
export function builtIn(line: string): BuiltIn | undefined {
  const words = line.trim().split(/\s+/);
  const [word, count = 'Infinity', ...others] = words;
  if (word === 'history' && !others.length && /^(\d+|Infinity)$/.test(count)) {
    return { type: 'history', last: Number(count) };
  }
  if (words.length > 1) return undefined;
  if (word === 'clear' || word === 'exit') return { type: word };
  return word === 'logout' ? { type: 'exit' } : undefined;
}
