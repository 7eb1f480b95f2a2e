/** Typed lines, oldest first, and the reader's place among them. Immutable: each step makes a new one. */
export interface History {
  lines: readonly string[];
  /** An index into `lines`; `lines.length` stands for the unfinished line. */
  at: number;
  /** The unfinished line, kept while the reader looks at earlier ones. */
  draft: string;
}

/** How many lines are kept. */
const length = 200;

export const emptyHistory: History = { lines: [], at: 0, draft: '' };

/** Adds a line that was run, unless it is blank or repeats the last one. */
export function remember({ lines }: History, line: string): History {
  const kept = line.trim() === '' || line === lines.at(-1) ? lines : [...lines, line];
  const next = kept.slice(-length);
  return { lines: next, at: next.length, draft: '' };
}

/** Goes one line back or forth. `line` is the prompt's present text. */
export function recall(
  history: History,
  step: -1 | 1,
  line: string,
): { history: History; line: string } {
  const { lines, at } = history;
  const draft = at === lines.length ? line : history.draft;
  const next = Math.min(Math.max(at + step, 0), lines.length);
  return { history: { lines, at: next, draft }, line: lines[next] ?? draft };
}
