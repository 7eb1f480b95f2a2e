import { Problem } from './problem.ts';
import { operatorAt, type Joint } from './shell-operators.ts';
import { pieceAt, type Change } from './shell-pieces.ts';

/** A word of a line. */
export interface Word {
  /** Without its quotes and backslashes. */
  text: string;
  /** The column where it begins. */
  start: number;
  /** How a shell would change it, in a sentence. Absent for a word that it leaves as it is. */
  changed?: string;
}

/** One command of a line. */
export interface Simple {
  /** What joins it to the command before it. */
  joint: Joint;
  words: readonly Word[];
}

/** A line taken apart as a shell does, as far as it can be read. */
export interface Split {
  commands: readonly Simple[];
  /** The words of the last command. */
  words: readonly Word[];
  /** The word at the line's end: the last one, an empty one after a blank, none in a comment. */
  typed: Word | undefined;
  /** Why the line cannot be run: a quote that is not closed, or something that only a shell can do. */
  problem: Problem | undefined;
}

/**
 * Splits a line into commands and these into words: quotes, backslashes, `#` comments, `;`, `&&` and `||`
 * as in a POSIX shell. Variables, file names and the output of commands are not put in: such words stay as
 * they are written, and say how a shell would change them. Problems are returned and not thrown, so that
 * unfinished lines can be split.
 */
export function splitWords(line: string): Split {
  let words: Word[] = [];
  const commands: Simple[] = [{ joint: ';', words }];
  const ended = (typed: Word | undefined, problem?: Problem): Split => ({
    commands,
    words,
    typed,
    problem: problem ?? unfinished(commands),
  });
  for (let at = afterBlanks(line, 0); at < line.length; at = afterBlanks(line, at)) {
    if (line[at] === '#') return ended(undefined);
    const operator = operatorAt(line, at);
    if (operator?.type === 'problem') return ended(undefined, operator.problem);
    if (operator) {
      const { joint } = operator;
      if (!words.length)
        return ended(undefined, new Problem(`unexpected ${joint} at column ${at + 1}`));
      words = [];
      commands.push({ joint, words });
      at += joint.length;
    } else {
      const { word, end, problem } = readWord(line, at);
      words.push(word);
      if (end === line.length) return ended(word, problem);
      at = end;
    }
  }
  return ended({ text: '', start: line.length });
}

/** The column behind blanks, and behind the ends of lines that a backslash joins. */
function afterBlanks(line: string, at: number): number {
  return at + /^(?:\\\n|\s)*/.exec(line.slice(at))![0].length;
}

function unfinished(commands: readonly Simple[]): Problem | undefined {
  const { joint, words } = commands.at(-1)!;
  if (words.length || joint === ';') return undefined;
  return new Problem(`expected a command behind ${joint}`);
}

interface Reading {
  word: Word;
  /** The column behind it. */
  end: number;
  problem: Problem | undefined;
}

/** Reads the word that begins at a column. */
function readWord(line: string, start: number): Reading {
  let text = '';
  /** As a shell would leave it, if all that it changes are variables without a value. */
  let left = '';
  const changes: Change[] = [];
  let at = start;
  while (at < line.length && !/\s/.test(line[at]!) && !operatorAt(line, at)) {
    const piece = pieceAt(line, at, start);
    text += piece.text;
    const unset = (piece.changes ?? []).flatMap((change) => change.unset ?? []);
    left += unset.reduce((kept, variable) => kept.replace(variable, ''), piece.text);
    changes.push(...(piece.changes ?? []));
    if (piece.open) {
      const problem = new Problem(`the quote ${line[at]!} at column ${at + 1} is not closed`);
      return { word: { text, start }, end: line.length, problem };
    }
    at += piece.length;
  }
  const word = { text, start, ...(changes.length && { changed: changedAs(changes, left) }) };
  return { word, end: at, problem: undefined };
}

function changedAs(changes: readonly Change[], left: string): string {
  const variables = changes.flatMap(({ unset }) => unset ?? []);
  if (variables.length < changes.length)
    return [...new Set(changes.map(({ how }) => how))].join(' ');
  return `A shell reads "${left}": ${variables.join(' and ')} is a variable without a value.`;
}
