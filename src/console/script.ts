/** Pasted or written text as a shell reads it: a command line for each that is whole. */
export interface Script {
  /** Without comments, prompts, the word `nats` in front, and backslashes at the ends of lines. */
  lines: string[];
  /** The last line, if it goes on: behind an open quote, a backslash or `&&`. Otherwise empty. */
  rest: string;
}

/** What stands in front of a line that was copied from a page or a terminal, such as `$ ` or `leaf$ `. */
const prompt = /^(?:[\w.@:~/-]*[$%]|>|PS [^>]*>)\s+/;
const program = /^(?:\S*\/)?nats(?:\.exe)?\s+/;

/** A line as it is told of: without a prompt, and without the name of the program, which the prompt has. */
export const bareLine = (line: string): string =>
  line.trim().replace(prompt, '').replace(program, '');

/**
 * Splits text into command lines as a shell does: quotes and here-documents may span several, a backslash
 * or `&&` at the end of one joins the next.
 */
export function readScript(text: string): Script {
  const source = text.replaceAll('\r\n', '\n');
  const lines: string[] = [];
  for (let at = 0; at < source.length;) {
    const { line, end, whole } = readLine(source, at);
    if (!whole) return { lines, rest: bareLine(line) };
    const bare = bareLine(line);
    if (bare !== '') lines.push(bare);
    at = end;
  }
  return { lines, rest: '' };
}

interface Reading {
  line: string;
  /** The place behind it. */
  end: number;
  /** Whether it is finished. */
  whole: boolean;
}

/** Pieces between which a line may end. */
const pieces = {
  single: /'[^']*'/y,
  double: /"(?:[^"\\]|\\[\s\S])*"/y,
  joined: /\\\n(?:> )?/y,
  escaped: /\\[^\n]/y,
  comment: /(?<![^\s;&|])#[^\n]*/y,
  plain: /[^'"\\#\n]+|#/y,
} as const;

/** Reads the line that begins at a place. */
function readLine(source: string, start: number): Reading {
  let line = '';
  let at = start;
  while (at < source.length && source[at] !== '\n') {
    const found = pieceAt(source, at);
    // A quote that is not closed, or a backslash at the end.
    if (!found) return { line: line + source.slice(at), end: source.length, whole: false };
    at += found.length;
    // A shell waits for the line that a backslash at the very end joins.
    if (found.joins && at === source.length) return { line: `${line}\\`, end: at, whole: false };
    line += found.kept;
    if (source[at] === '\n' && goesOn(line)) {
      line += ' ';
      at++;
    }
  }
  const whole = at < source.length || !(line.endsWith('\\') || goesOn(line));
  const document = hereDocument(line);
  if (document === undefined) return { line, end: at + 1, whole };
  const close = new RegExp(`^\\t*${document}$`, 'm').exec(source.slice(at));
  if (!close) return { line: line + source.slice(at), end: source.length, whole: false };
  const end = at + close.index + close[0].length;
  return { line: line + source.slice(at, end), end: end + 1, whole: true };
}

/** Whether a line ends in what joins the next one. */
const goesOn = (line: string): boolean => /(?:&&|\|)$/.test(line.trimEnd().slice(-2));

interface Piece {
  /** As much of it as belongs to the line. */
  kept: string;
  length: number;
  /** Whether it is a backslash that joins the next line. */
  joins: boolean;
}

/** Reads the piece at a place. */
function pieceAt(source: string, at: number): Piece | undefined {
  for (const [kind, piece] of Object.entries(pieces)) {
    piece.lastIndex = at;
    const [text] = piece.exec(source) ?? [];
    if (text === undefined) continue;
    const joins = kind === 'joined';
    const kept = joins || kind === 'comment' ? '' : text;
    return {
      kept: kind === 'double' ? kept.replaceAll('\\\n', '') : kept,
      length: text.length,
      joins,
    };
  }
  return undefined;
}

/** The word that ends the here-document of a line, if it has one. */
function hereDocument(line: string): string | undefined {
  const bare = line.replace(/'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g, (quoted, at: number) =>
    /<<-?\s*$/.test(line.slice(0, at)) ? quoted.slice(1, -1) : '',
  );
  return /(?<!<)<<-?\s*(\w+)/.exec(bare)?.[1];
}
