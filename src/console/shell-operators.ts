import { Problem } from './problem.ts';

/** What stands in front of a command: it runs behind any other, behind a success, or behind a failure. */
export type Joint = ';' | '&&' | '||';

type Operator = { type: 'joint'; joint: Joint } | { type: 'problem'; problem: Problem };

/**
 * Reads the operator at a column outside of quotes, if there is one. Those that need more than the `nats`
 * CLI are problems. A `>` that ends a subject is none, though a shell takes it for one.
 */
export function operatorAt(line: string, at: number): Operator | undefined {
  const [joint] = /^(?:;|&&|\|\|)/.exec(line.slice(at, at + 2)) ?? [];
  if (joint !== undefined) return { type: 'joint', joint: joint as Joint };
  const [text] = /^(?:\||&>|&|\(|\)|<<<|<<|<|>>|>)/.exec(line.slice(at, at + 3)) ?? [];
  if (text === undefined || (text === '>' && isSubject(line, at))) return undefined;
  return { type: 'problem', problem: unexpected(line, at, text) };
}

/** Whether the `>` at a column is a wildcard: alone, or behind a dot as in `orders.>`. */
function isSubject(line: string, at: number): boolean {
  const before = line.slice(0, at);
  const after = line.slice(at + 1);
  if (!/^(?:[\s,;|&]|$)/.test(after)) return false;
  if (/[.,=]$/.test(before)) return true;
  // In "stream info ORDERS > file" a file is written.
  const file = /^\s+[^\s;|&#-]/.test(after);
  return /\s$/.test(before) && (!file || /--[\w-]*(?:filter|subject)[\w-]*\s+$/.test(before));
}

/** Says why an operator is refused, and what to do in its place. */
function unexpected(line: string, at: number, text: string): Problem {
  const char = text[0]!;
  return new Problem(
    `unexpected ${text} at column ${at + 1}`,
    remedy(line, at, text),
    `Quote it to mean the character: '${char}'.`,
  );
}

const inQuotes = "There is no STDIN here: write the body in quotes, as in pub orders.new 'text'.";

function remedy(line: string, at: number, text: string): string {
  const after = line.slice(at + text.length).trim();
  switch (text) {
    case '|':
      return /^nats\b/.test(after)
        ? inQuotes
        : `There are no programs here to pipe to: ${/^\S*/.exec(after)![0]}`.replace(/: $/, '.');
    case '&':
      return 'There is no background here: "Another prompt" runs beside this one.';
    case '(':
    case ')':
      return 'There is no shell here that could run a part of the line on its own.';
    case '<':
    case '<<':
    case '<<<':
      return inQuotes;
    default:
      return /^\s*cat\b/.test(line)
        ? 'There are no programs here: write the file under Files of this page.'
        : 'The console writes no files: copy the output.';
  }
}
