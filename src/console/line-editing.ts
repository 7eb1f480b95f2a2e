/** The text of a prompt, and the part of it that is selected; the cursor, where both ends are the same. */
export interface Edited {
  text: string;
  from: number;
  to: number;
}

type Edit = (line: Edited) => Edited;

/** What Ctrl and a letter change in a line, as in a shell. */
export const edits: Readonly<Record<string, Edit>> = {
  a: ({ text }) => cursorIn(text, 0),
  e: ({ text }) => cursorIn(text, text.length),
  u: ({ text, to }) => cursorIn(text.slice(to), 0),
  k: ({ text, from }) => cursorIn(text.slice(0, from), from),
  w: (line) => (line.from === line.to ? withoutWord(line) : insert(line, '')),
  d: (line) =>
    line.from === line.to
      ? insert({ ...line, to: line.to + characterAt(line).length }, '')
      : insert(line, ''),
};

/** Puts text in place of what is selected. */
export const insert = ({ text, from, to }: Edited, added: string): Edited =>
  cursorIn(text.slice(0, from) + added + text.slice(to), from + added.length);

/** The character behind the cursor, which may be two units of the text. */
const characterAt = ({ text, to }: Edited): string =>
  to < text.length ? String.fromCodePoint(text.codePointAt(to)!) : '';

/** Drops the word before the cursor, and the blanks behind that. */
function withoutWord({ text, from }: Edited): Edited {
  const before = text.slice(0, from).replace(/\S*\s*$/, '');
  return cursorIn(before + text.slice(from), before.length);
}

const cursorIn = (text: string, at: number): Edited => ({ text, from: at, to: at });
