import { Problem } from './problem.ts';

/** A line taken apart as a shell does. */
export interface Split {
  words: string[];
  /** Words that a shell would have read otherwise, since `>`, `<` or `*` stand in them unquoted. */
  unquoted: string[];
}

/** What a shell would do more with than to pass it on. */
const operators = /[|;&]/;
const redirections = /[<>*]/;
const blank = /\s/;

/**
 * Splits a line into words: quotes, backslashes and `#` comments as in a POSIX shell. Neither variables
 * nor commands are substituted, so that `$JS.API` needs no quotes.
 * @throws Problem, with the column, for a quote that is not closed and for `|`, `;` and `&`
 */
export function splitWords(line: string): Split {
  const split: Split = { words: [], unquoted: [] };
  let at = 0;
  while (at < line.length) {
    if (blank.test(line[at]!)) at++;
    else if (line[at] === '#') break;
    else at = readWord(line, at, split);
  }
  return split;
}

/** Reads the word that begins at a column, and answers where it ends. */
function readWord(line: string, start: number, { words, unquoted }: Split): number {
  let word = '';
  let special = false;
  let at = start;
  while (at < line.length && !blank.test(line[at]!)) {
    const char = line[at]!;
    if (char === "'" || char === '"') {
      const quoted = readQuoted(line, at);
      word += quoted.text;
      at = quoted.end;
    } else if (char === '\\') {
      word += line[at + 1] ?? '';
      at += 2;
    } else {
      if (operators.test(char)) throw operator(char, at);
      special ||= redirections.test(char);
      word += char;
      at++;
    }
  }
  words.push(word);
  if (special) unquoted.push(word);
  return at;
}

function readQuoted(line: string, start: number): { text: string; end: number } {
  const quote = line[start]!;
  let text = '';
  for (let at = start + 1; at < line.length; at++) {
    const char = line[at]!;
    if (char === quote) return { text, end: at + 1 };
    // Between double quotes a backslash escapes what would otherwise mean something there.
    if (char === '\\' && quote === '"' && /["\\$`]/.test(line[at + 1] ?? '')) text += line[++at]!;
    else text += char;
  }
  throw new Problem(`the quote ${quote} at column ${start + 1} is not closed`);
}

function operator(char: string, at: number): Problem {
  return new Problem(
    `unexpected ${char} at column ${at + 1}`,
    `One command a line: there are no pipes and lists here. Quote it to mean the character: '${char}'.`,
  );
}
