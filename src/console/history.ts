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

/** A search backwards through the lines, as Ctrl-R begins it in a shell. */
export interface Search {
  text: string;
  /** The place of the line that holds the text; that of a shorter text, where none holds this one. */
  at: number | undefined;
  failed: boolean;
}

export const newSearch: Search = { text: '', at: undefined, failed: false };

/** Searches for another text: onwards from the line that is found, if the text has only grown. */
export function searchFor({ lines }: History, was: Search, text: string): Search {
  const start = text.startsWith(was.text) && was.at !== undefined ? was.at : lines.length - 1;
  return moveTo(lines, { ...was, text }, start);
}

/** Goes on to an older line that holds the text. */
export const searchOlder = ({ lines }: History, was: Search): Search =>
  moveTo(lines, was, (was.at ?? lines.length) - 1);

function moveTo(lines: History['lines'], search: Search, start: number): Search {
  const found = lines.slice(0, start + 1).findLastIndex((line) => line.includes(search.text));
  if (search.text === '') return { ...search, failed: false };
  return found < 0 ? { ...search, failed: true } : { ...search, at: found, failed: false };
}

/** The lines as `history` lists them, numbered from the oldest that is kept. */
export function numbered({ lines }: History, last: number): string[] {
  return lines
    .map((line, at) => `${String(at + 1).padStart(5)}  nats ${line}`)
    .slice(Math.max(0, lines.length - last));
}
