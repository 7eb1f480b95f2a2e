/** A piece of a word: quoted text, an escaped character, a variable, or plain text. */
export interface Piece {
  length: number;
  /** Without quotes and backslashes. */
  text: string;
  /** Whether it is a quote that is not closed. */
  open?: boolean;
  changes?: readonly Change[];
}

/** How a shell would change a piece. */
export interface Change {
  /** A sentence. */
  how: string;
  /** The name of a variable that has no value, unless the reader has given it one. */
  unset?: string;
}

/** Reads the piece that begins at a column of a word. */
export function pieceAt(line: string, at: number, start: number): Piece {
  const char = line[at]!;
  if (char === "'") return singleQuoted(line, at);
  if (char === '"') return doubleQuoted(line, at);
  if (char === '\\') return escaped(line, at);
  const substituted = substitution(line, at);
  if (substituted) return substituted;
  if (char === '~' && at === start && /^~(?:[/\s]|$)/.test(line.slice(at))) {
    return changed('~', 'A shell puts in the home directory for ~.');
  }
  if (char === '>') return changed('>', 'A shell takes > for the name of a file to write.');
  if (/^(?:[*?]|\[[^\s\]]+\])/.test(line.slice(at))) {
    return changed(char, `A shell puts in the names of files that ${char} fits.`);
  }
  if (/^\{[^{}\s]*,[^{}\s]*\}/.test(line.slice(at))) {
    return changed(char, 'A shell makes several words of {…,…}.');
  }
  return { length: 1, text: char };
}

const changed = (text: string, how: string): Piece => ({
  length: text.length,
  text,
  changes: [{ how }],
});

function singleQuoted(line: string, at: number): Piece {
  const end = line.indexOf("'", at + 1);
  if (end < 0) return { length: line.length - at, text: line.slice(at + 1), open: true };
  return { length: end + 1 - at, text: line.slice(at + 1, end) };
}

function doubleQuoted(line: string, start: number): Piece {
  const changes: Change[] = [];
  let text = '';
  for (let at = start + 1; at < line.length;) {
    if (line[at] === '"') return { length: at + 1 - start, text, changes };
    // Between double quotes a backslash escapes these characters only.
    const piece = /^\\["\\$`\n]/.test(line.slice(at, at + 2))
      ? escaped(line, at)
      : (substitution(line, at) ?? { length: 1, text: line[at]! });
    text += piece.text;
    changes.push(...(piece.changes ?? []));
    at += piece.length;
  }
  return { length: line.length - start, text, open: true };
}

/** A backslash and the character behind it; the end of a line behind it is none. */
function escaped(line: string, at: number): Piece {
  const next = line[at + 1] ?? '';
  return { length: 1 + next.length, text: next === '\n' ? '' : next };
}

/** Variables that a shell has without being told. */
const given = /^(?:HOME|USER|PATH|PWD|SHELL|LANG|HOSTNAME|TERM|LOGNAME|\W|0)$/;

/** Reads `$NAME`, `${NAME}`, `$(command)` or a command between backquotes. */
function substitution(line: string, at: number): Piece | undefined {
  const rest = line.slice(at);
  const [text, name] = /^\$(?:([A-Za-z_]\w*|[0-9@*#?$!-])|\{(\w+)\})/.exec(rest) ?? [];
  if (text !== undefined) {
    const unset = name ?? text.slice(2, -1);
    const how = `A shell puts in the value of the variable ${text}.`;
    return {
      length: text.length,
      text,
      changes: [given.test(unset) ? { how } : { how, unset: text }],
    };
  }
  const [command] = /^(?:\$\{[^}]*\}|`[^`]*`)/.exec(rest) ?? [];
  const run = command ?? (rest.startsWith('$(') ? bracketed(rest) : undefined);
  if (run === undefined) return undefined;
  return changed(run, `A shell puts in what it makes of ${run}.`);
}

/** As much of a text as ends where its first bracket closes. */
function bracketed(text: string): string | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(0, at + 1);
  }
  return undefined;
}
