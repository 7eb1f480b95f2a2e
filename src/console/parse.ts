import type { Flag, Flags } from './flags.ts';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

// Written by hand, since parsers for JavaScript (commander, yargs, mri…) need Node's process, or lack
// `--[no-]flag`, repeated flags, subcommands with aliases or completion as the `nats` CLI has them.

/** A part of a command line. `at` is the index of its first word. */
export type Part = { at: number } & (
  | { type: 'word'; text: string }
  /** `value` is missing where a flag that takes one is the last word. */
  | { type: 'flag'; name: string; flag: Flag<unknown>; value: string | undefined }
  /** `--`, after which words are no flags. */
  | { type: 'end' }
  | { type: 'wrong'; problem: Problem }
);

/** The values of flags by their long names, and the other words. */
export interface Parsed {
  values: Record<string, unknown>;
  rest: string[];
}

/** Flags of the `nats` CLI that make no sense in a page, and why. */
const refused: ReadonlyMap<string, string> = new Map([
  [
    'server',
    'This console is a client of one server of the lab. Open the console of another server.',
  ],
  ['context', 'There are no contexts here: the console is a client of one server of the lab.'],
  ['nkey', 'There are no keys here. Log in with --creds, or with --user and --password.'],
  ['command', 'A browser tab runs no commands. Give the reply a body.'],
]);

/**
 * Tells flags, which may stand anywhere, from the other words. Problems are parts and not thrown, so that
 * unfinished lines and lines whose command is not known yet can be read.
 */
export function readParts(words: readonly string[], flags: Flags): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const start = at;
    if (word === '--') {
      const others = words.slice(at + 1);
      parts.push({ at, type: 'end' });
      parts.push(...others.map((text, i): Part => ({ at: at + 1 + i, type: 'word', text })));
      return parts;
    }
    for (const part of partsOf(word, flags)) {
      const takesNext = part.type === 'flag' && part.value === undefined;
      parts.push({ at: start, ...part, ...(takesNext && { value: words[++at] }) });
    }
  }
  return parts;
}

/**
 * Reads flags and the other words of a line that is to be run.
 * @throws Problem that names the flag, with the nearest and all known ones
 */
export function parseFlags(words: readonly string[], flags: Flags): Parsed {
  const values: Record<string, unknown> = {};
  for (const [name, { initial }] of Object.entries(flags)) values[name] = initial;
  const rest: string[] = [];
  for (const part of readParts(words, flags)) {
    if (part.type === 'wrong') throw part.problem;
    if (part.type === 'word') rest.push(part.text);
    if (part.type === 'flag') values[part.name] = valueOf(part, values[part.name]);
  }
  return { values, rest };
}

type FlagPart = Extract<Part, { type: 'flag' }>;
type Bare<P> = P extends Part ? Omit<P, 'at'> : never;

/** Reads one word: several short flags may share it. A value that is the next word is left out. */
function partsOf(word: string, flags: Flags): Bare<Part>[] {
  if (word.startsWith('--')) return [longPart(word.slice(2), flags)];
  if (/^-[a-zA-Z]/.test(word)) return shortParts(word.slice(1), flags);
  return [{ type: 'word', text: word }];
}

function longPart(word: string, flags: Flags): Bare<Part> {
  const [, name = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
  const positive = name.replace(/^no-/, '');
  const known = own(flags, name);
  const off = !known && own(flags, positive)?.negatable === true;
  const flag = known ?? (off ? flags[positive] : undefined);
  if (!flag) return wrong(unknownFlag(`unknown long flag '--${name}'`, name, flags));
  if (flag.placeholder !== undefined) return { type: 'flag', name, flag, value };
  if (value !== undefined) return wrong(new Problem(`flag '--${name}' takes no value`));
  return { type: 'flag', name: off ? positive : name, flag, value: String(!off) };
}

/** `-H a:b`, `-Ha:b`, and several switches at once. */
function shortParts(word: string, flags: Flags): Bare<Part>[] {
  const parts: Bare<Part>[] = [];
  for (let at = 0; at < word.length; at++) {
    const letter = word[at]!;
    const [name, flag] = Object.entries(flags).find(([, { short }]) => short === letter) ?? [];
    if (!name || !flag) {
      return [...parts, wrong(unknownFlag(`unknown short flag '-${letter}'`, letter, flags))];
    }
    if (flag.placeholder !== undefined) {
      return [...parts, { type: 'flag', name, flag, value: word.slice(at + 1) || undefined }];
    }
    parts.push({ type: 'flag', name, flag, value: 'true' });
  }
  return parts;
}

const wrong = (problem: Problem): Bare<Part> => ({ type: 'wrong', problem });

/** Looks up a flag by a typed name, which may be one of `Object.prototype`. */
const own = (flags: Flags, name: string): Flag<unknown> | undefined =>
  Object.hasOwn(flags, name) ? flags[name] : undefined;

/** @throws Problem that names the flag */
function valueOf({ name, flag, value }: FlagPart, before: unknown): unknown {
  if (value === undefined) throw new Problem(`expected argument for flag '--${name}'`);
  try {
    return flag.read(value, before);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`--${name}: ${error.message}`, ...error.help);
  }
}

function unknownFlag(message: string, name: string, flags: Flags): Problem {
  const known = Object.keys(flags).filter((each) => !flags[each]!.idle);
  const reason = refused.get(name);
  const near = nearest(name, known);
  return new Problem(
    `${message}, try --help`,
    ...(reason === undefined ? [] : [reason]),
    ...(near ? [`Did you mean --${near}?`] : []),
    `Flags here: ${known.map((each) => `--${each}`).join(' ')}`,
  );
}
