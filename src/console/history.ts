/** What was typed, oldest first, and where the reader is in it. A value: each step makes a new one. */
export interface History {
  lines: readonly string[];
  /** An index into `lines`; their number stands for the line that is being typed. */
  at: number;
  /** What was being typed when the reader went up. */
  draft: string;
}

/** How many lines are kept. */
const length = 200;

export const emptyHistory: History = { lines: [], at: 0, draft: '' };

/** Adds a line that was run; neither blank ones nor one that repeats the last. */
export function remember({ lines }: History, line: string): History {
  const kept = line.trim() === '' || line === lines.at(-1) ? lines : [...lines, line];
  const next = kept.slice(-length);
  return { lines: next, at: next.length, draft: '' };
}

/** The line before, or after. `line` is what stands in the prompt now. */
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
