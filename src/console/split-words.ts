import { Problem } from './problem.ts';

/** A word of a line. */
export interface Word {
  /** Without its quotes and backslashes. */
  text: string;
  /** The column where it begins. */
  start: number;
  /** Whether a shell would change it, since `>`, `<` or `*` stand in it unquoted. */
  special: boolean;
}

/** A line taken apart as a shell does, as far as it can be read. */
export interface Split {
  words: readonly Word[];
  /** The word at the line's end: the last one, an empty one after a blank, none in a comment. */
  typed: Word | undefined;
  /** Why the line cannot be run: a quote that is not closed, or `|`, `;` or `&`, with the column. */
  problem: Problem | undefined;
}

/** Characters that a shell acts on. */
const operators = /[|;&]/;
const redirections = /[<>*]/;
const blank = /\s/;

/**
 * Splits a line into words: quotes, backslashes and `#` comments as in a POSIX shell. Neither variables
 * nor commands are substituted, so that `$JS.API` needs no quotes. Problems are returned and not thrown,
 * so that unfinished lines can be split.
 */
export function splitWords(line: string): Split {
  const words: Word[] = [];
  for (let at = 0; at < line.length;) {
    if (blank.test(line[at]!)) at++;
    else if (line[at] === '#') return { words, typed: undefined, problem: undefined };
    else {
      const { word, end, problem } = readWord(line, at);
      words.push(word);
      const atEnd = end === line.length;
      if (problem || atEnd) return { words, typed: atEnd ? word : undefined, problem };
      at = end;
    }
  }
  const typed = { text: '', start: line.length, special: false };
  return { words, typed, problem: undefined };
}

interface Reading {
  word: Word;
  /** The column behind it. */
  end: number;
  problem: Problem | undefined;
}

/** Reads the word that begins at a column. */
function readWord(line: string, start: number): Reading {
  const word: Word = { text: '', start, special: false };
  let at = start;
  while (at < line.length && !blank.test(line[at]!)) {
    const char = line[at]!;
    if (char === "'" || char === '"') {
      const quoted = readQuoted(line, at);
      word.text += quoted.text;
      if (!quoted.closed) return { word, end: line.length, problem: openQuote(char, at) };
      at = quoted.end;
    } else if (char === '\\') {
      word.text += line[at + 1] ?? '';
      at += 2;
    } else {
      if (operators.test(char)) return { word, end: at, problem: operator(char, at) };
      word.special ||= redirections.test(char);
      word.text += char;
      at++;
    }
  }
  return { word, end: Math.min(at, line.length), problem: undefined };
}

function readQuoted(line: string, start: number): { text: string; end: number; closed: boolean } {
  const quote = line[start]!;
  let text = '';
  for (let at = start + 1; at < line.length; at++) {
    const char = line[at]!;
    if (char === quote) return { text, end: at + 1, closed: true };
    // Between double quotes a backslash escapes these characters only.
    if (char === '\\' && quote === '"' && /["\\$`]/.test(line[at + 1] ?? '')) text += line[++at]!;
    else text += char;
  }
  return { text, end: line.length, closed: false };
}

function openQuote(quote: string, at: number): Problem {
  return new Problem(`the quote ${quote} at column ${at + 1} is not closed`);
}

function operator(char: string, at: number): Problem {
  return new Problem(
    `unexpected ${char} at column ${at + 1}`,
    `One command a line: there are no pipes and lists here. Quote it to mean the character: '${char}'.`,
  );
}
