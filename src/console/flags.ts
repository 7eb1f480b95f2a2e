import { Problem } from './problem.ts';
import { parseDuration, parseSize } from './units.ts';

/** The kinds of names that can be completed. A folder is the beginning of paths of files. */
export type NameKind =
  | 'stream'
  | 'consumer'
  | 'bucket'
  | 'key'
  | 'store'
  | 'object'
  | 'server'
  | 'domain'
  | 'file'
  | 'folder';

/** A flag of a command: how help shows it, and how its values are read. `T` is the type of the result. */
export interface Flag<T> {
  help: string;
  short?: string;
  /** Absent for a switch, which takes no value. */
  placeholder?: string;
  /** The names that its value may be one of, for completion. */
  names?: NameKind;
  /** The words that its value may be one of, for completion. */
  choices?: readonly string[];
  /** Whether `--no-` in front turns it off. */
  negatable?: boolean;
  /** Whether it may be given more than once. */
  repeated?: boolean;
  /** Accepted and not offered, since it makes no difference here. */
  idle?: boolean;
  /** Says why it has no place here, if it has none. The command goes on without it. */
  why?: (value: string, server: string) => string | undefined;
  /** The result if the flag is not given. */
  initial: T;
  /**
   * Reads a value; `before` is the result so far. It is a method, since TypeScript lets a `Flag<string>`
   * stand for a `Flag<unknown>` only then.
   * @throws Problem that does not name the flag
   */
  read(text: string, before: T): T;
}

/** The flags of a command by their long names. */
export type Flags = Readonly<Record<string, Flag<unknown>>>;

/** The results of a command's flags. */
export type FlagValues<F extends Flags> = {
  [K in keyof F]: F[K] extends Flag<infer T> ? T : never;
};

interface Look {
  short?: string;
  placeholder?: string;
  names?: NameKind;
  choices?: readonly string[];
}

export function onOff(
  help: string,
  look: { short?: string; negatable?: boolean } = {},
): Flag<boolean> {
  return { help, ...look, initial: false, read: (text) => text === 'true' };
}

/** A switch that is on unless `--no-` turns it off. */
export function onUnless(help: string): Flag<boolean> {
  return { help, negatable: true, initial: true, read: (text) => text === 'true' };
}

/** A switch of the `nats` CLI that makes no difference here. */
export function idle(help: string, short?: string): Flag<boolean> {
  return { ...onOff(help, { ...(short && { short }), negatable: true }), idle: true };
}

/** A flag of the `nats` CLI that has no place here: the command goes on, and says why. */
export function noPlace(
  why: string | NonNullable<Flag<unknown>['why']>,
  look: Look = {},
): Flag<string | undefined> {
  const told = typeof why === 'string' ? () => why : why;
  return { ...text('', look), idle: true, why: told };
}

/** As `noPlace`, for a flag without a value. */
export const noSwitch = (why: string): Flag<boolean> => ({ ...idle(''), why: () => why });

export function text(
  help: string,
  { placeholder = 'TEXT', ...look }: Look = {},
): Flag<string | undefined> {
  return { help, placeholder, ...look, initial: undefined, read: (value) => value };
}

/** May be given more than once, and then lists all its values. */
export function list(help: string, { placeholder = 'TEXT', ...look }: Look = {}): Flag<string[]> {
  const read = (value: string, before: string[]) => [...before, value];
  return { help, placeholder, ...look, repeated: true, initial: [], read };
}

/** Names with values, such as `a=b` or `a:b`. May be given more than once. */
export function pairs(help: string, look: Look = {}): Flag<Record<string, string>> {
  const read = (value: string, before: Record<string, string>) => {
    const [, name = '', given] = /^([^:=]*)[:=]([^]*)$/.exec(value) ?? [];
    if (given === undefined) throw new Problem(`expected KEY=VALUE got '${value}'`);
    return { ...before, [name]: given };
  };
  return { help, placeholder: 'K:V', ...look, repeated: true, initial: {}, read };
}

/** As `list`; one value may hold several, between commas. */
export function commaList(help: string, look: Look = {}): Flag<string[]> {
  const read = (value: string, before: string[]) => [
    ...before,
    ...value.split(',').filter(Boolean),
  ];
  return { ...list(help, look), read };
}

export function whole(help: string, look: Look = {}): Flag<number | undefined> {
  return { help, placeholder: 'NUMBER', ...look, initial: undefined, read: readWhole };
}

export function wholeOr(initial: number, help: string, look: Look = {}): Flag<number> {
  return { help, placeholder: String(initial), ...look, initial, read: readWhole };
}

/** Nanoseconds. */
export function duration(help: string, look: Look = {}): Flag<number | undefined> {
  return { help, placeholder: 'DURATION', ...look, initial: undefined, read: parseDuration };
}

/** Nanoseconds. The initial value is written as on a command line. */
export function durationOr(initial: string, help: string): Flag<number> {
  return { help, placeholder: initial, initial: parseDuration(initial), read: parseDuration };
}

/** Bytes. */
export function size(help: string): Flag<number | undefined> {
  return { help, placeholder: 'BYTES', initial: undefined, read: parseSize };
}

/**
 * One of the values.
 * @param others other words for them, which the help does not tell
 */
export function choice<const C extends string>(
  choices: readonly C[],
  help: string,
  others: Readonly<Record<string, C>> = {},
): Flag<C | undefined> {
  const aliases = (value: C) => Object.keys(others).filter((other) => others[other] === value);
  const read = (value: string) => {
    const fit = choices.find((each) => each === value || aliases(each).includes(value));
    if (fit !== undefined) return fit;
    const words = choices.flatMap((each) => [each, ...aliases(each)]);
    throw new Problem(`enum value must be one of ${words.join(',')}, got '${value}'`);
  };
  return {
    help,
    placeholder: 'CHOICE',
    choices,
    initial: undefined,
    read,
  };
}

function readWhole(value: string): number {
  if (/^-?\d+$/.test(value)) return Number(value);
  throw new Problem(`strconv.ParseInt: parsing "${value}": invalid syntax`);
}
