import type { Flag, Flags } from './flags.ts';
import { nearest } from './nearest.ts';
import { whyNotHere } from './not-here.ts';
import { Problem, UsageProblem } from './problem.ts';

// Written by hand, since parsers for JavaScript (commander, yargs, mri…) need Node's process, or lack
// `--[no-]flag`, repeated flags, subcommands with aliases or completion as the `nats` CLI has them. The
// rules are those of the CLI's own parser, github.com/choria-io/fisk.

/** A part of a command line. `at` is the index of its first word. */
export type Part = { at: number } & (
  | { type: 'word'; text: string }
  /** `typed` is as it stands in the line. `value` is missing where a flag that takes one has none behind it. */
  | {
      type: 'flag';
      name: string;
      typed: string;
      flag: Flag<unknown>;
      value: string | undefined;
      /** The word behind it, if that begins with - and so is none. */
      behind?: string;
    }
  /** `--`, after which words are no flags. */
  | { type: 'end' }
  /** `problem` tells the command for which it is wrong. */
  | { type: 'wrong'; problem: (command: string) => Problem }
);

/** The values of flags by their long names, and the other words. */
export interface Parsed {
  values: Record<string, unknown>;
  rest: string[];
  /** The flags that were given, in their order. */
  given: readonly Given[];
}

type Given = Extract<Part, { type: 'flag' }> & { value: string };

/**
 * Tells flags from the other words. Problems are parts and not thrown, so that unfinished lines and lines
 * whose command is not known yet can be read.
 */
export function readParts(words: readonly string[], flags: Flags): Part[] {
  const parts: Part[] = [];
  let ended = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!ended && word === '--') {
      ended = true;
      parts.push({ at, type: 'end' });
      continue;
    }
    if (ended) {
      parts.push({ at, type: 'word', text: word });
      continue;
    }
    for (const part of partsOf(word, flags)) {
      parts.push({ at, ...part });
      if (part.type !== 'flag' || part.value !== undefined) continue;
      ended = words[at + 1] === '--';
      const next = words[at + (ended ? 2 : 1)];
      if (next === undefined) continue;
      if (!ended && /^-./.test(next)) {
        parts.splice(-1, 1, { at, ...part, behind: next });
        continue;
      }
      parts.splice(-1, 1, { at, ...part, value: next === '-' && !ended ? '' : next });
      at += ended ? 2 : 1;
    }
  }
  return parts;
}

/**
 * Reads flags and the other words of a line that is to be run.
 * @throws Problem that names the flag, with the nearest and all known ones
 */
export function parseFlags(words: readonly string[], flags: Flags, command = ''): Parsed {
  const values: Record<string, unknown> = {};
  for (const [name, { initial }] of Object.entries(flags)) values[name] = initial;
  const rest: string[] = [];
  const given: Given[] = [];
  for (const part of readParts(words, flags)) {
    if (part.type === 'wrong') throw part.problem(command);
    if (part.type === 'word') rest.push(part.text);
    if (part.type === 'flag') given.push(withValue(part));
  }
  // Help is shown for a line that lacks something, too.
  if (given.some(({ name }) => name === 'help')) values.help = true;
  else for (const part of given) values[part.name] = valueOf(part, values[part.name], given);
  return { values, rest, given };
}

type FlagPart = Extract<Part, { type: 'flag' }>;
type Bare<P> = P extends Part ? Omit<P, 'at'> : never;

/** Reads one word: several short flags may share it. A value that is the next word is left out. */
function partsOf(word: string, flags: Flags): Bare<Part>[] {
  if (word.startsWith('--')) return longParts(word, flags);
  if (word === '-') return [{ type: 'word', text: '' }];
  if (word.startsWith('-')) return shortParts(word.slice(1), flags);
  if (word.startsWith('@')) return [{ type: 'wrong', problem: () => noArguments(word.slice(1)) }];
  return [{ type: 'word', text: word }];
}

function longParts(word: string, flags: Flags): Bare<Part>[] {
  const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
  const positive = name.replace(/^no-/, '');
  const known = own(flags, name);
  const off = !known && own(flags, positive)?.negatable === true;
  const flag = known ?? (off ? flags[positive] : undefined);
  const typed = `--${name}`;
  if (!flag) return [unknownFlag('long', typed, flags)];
  if (flag.placeholder !== undefined) return [{ type: 'flag', name, typed, flag, value }];
  return [
    { type: 'flag', name: off ? positive : name, typed: word, flag, value: String(!off) },
    // The CLI's parser takes it for an argument.
    ...(value === undefined ? [] : [{ type: 'word' as const, text: value }]),
  ];
}

/** `-H a:b`, `-Ha:b`, and several switches at once. */
function shortParts(word: string, flags: Flags): Bare<Part>[] {
  const parts: Bare<Part>[] = [];
  for (let at = 0; at < word.length; at++) {
    const typed = `-${word[at]!}`;
    const [name, flag] = Object.entries(flags).find(([, { short }]) => short === word[at]) ?? [];
    if (!name || !flag) return [...parts, unknownFlag('short', typed, flags)];
    if (flag.placeholder !== undefined) {
      const value = word.slice(at + 1) || undefined;
      return [...parts, { type: 'flag', name, typed, flag, value }];
    }
    parts.push({ type: 'flag', name, typed, flag, value: 'true' });
  }
  return parts;
}

/** Looks up a flag by a typed name, which may be one of `Object.prototype`. */
const own = (flags: Flags, name: string): Flag<unknown> | undefined =>
  Object.hasOwn(flags, name) ? flags[name] : undefined;

/** @throws Problem that names the flag */
function withValue(part: FlagPart): Given {
  const { value, behind } = part;
  if (value !== undefined) return { ...part, value };
  throw new UsageProblem(
    `expected argument for flag '${part.typed}'`,
    ...(behind === undefined || behind.startsWith('--')
      ? []
      : [`A value that begins with - is written behind an equals sign: --${part.name}=${behind}.`]),
  );
}

/** @throws Problem that names the flag */
function valueOf(part: Given, before: unknown, given: readonly Given[]): unknown {
  const { name, flag, value } = part;
  if (flag.repeated !== true && given.some((each) => each.name === name && each !== part)) {
    throw new UsageProblem(`flag '${name}' cannot be repeated`);
  }
  try {
    return flag.read(value, before);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.message, ...error.help, `It is the value of --${name}.`);
  }
}

function noArguments(file: string): Problem {
  const [message, begins] =
    file === ''
      ? ['expected @ file to expand arguments from', '@']
      : [
          `failed to open arguments file "${file}": open ${file}: no such file or directory`,
          `@${file}`,
        ];
  return new Problem(message, `The CLI reads more words from a file behind @: write -- ${begins}.`);
}

/** A flag that is not known, such as `--x` or `-x`. */
function unknownFlag(kind: 'long' | 'short', typed: string, flags: Flags): Bare<Part> {
  const known = Object.keys(flags).filter((each) => !flags[each]!.idle);
  const digits = /^-\d/.test(typed);
  const problem = (command: string) => {
    const why = whyNotHere(`${command} ${typed}`);
    const near = kind === 'long' && why === undefined ? nearest(typed.slice(2), known) : undefined;
    return new UsageProblem(
      `unknown ${kind} flag '${typed}'`,
      ...(why === undefined ? [] : [why]),
      ...(near === undefined ? [] : [`Did you mean --${near}?`]),
      ...(digits
        ? [`An argument that begins with - is written behind --, as in -- ${typed}.`]
        : []),
      `Flags here: ${known.map((each) => `--${each}`).join(' ')}`,
    );
  };
  return { type: 'wrong', problem };
}
