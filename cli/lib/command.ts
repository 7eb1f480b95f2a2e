import { parseArgs, type ParseArgsConfig } from 'node:util';
import { errorText } from '../../src/lab/error-text.ts';
import { slips } from '../../src/lab/slips.ts';
import { Problem } from '../../tools/lib/problem.mjs';

/** An option of a command, as `parseArgs` takes it, and as help and completion tell of it. */
export interface Option {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  /** What its value is, in one word: FILE and DIR are completed. */
  value?: string;
  /** The values that it may have, where they are few. */
  oneOf?: readonly string[];
  help: string;
}

type Options = Readonly<Record<string, Option>>;

/** What a person has given to a command. */
export type Given<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O & NonNullable<ParseArgsConfig['options']>; allowPositionals: true }>
>;

/** A command of `leafwise`. */
export interface Command<O extends Options = Options> {
  name: string;
  /** What it does, in a line. */
  summary: string;
  /** What it takes beside its options, such as `FILES…`. */
  operands: string;
  /** The operands that it may have, where they are few. */
  words?: readonly string[];
  /** What a person should know beside the options. */
  about?: string;
  options: O;
  /** Pairs of options that contradict each other, each with what to do instead. */
  apart?: readonly (readonly [one: string, other: string, instead: string])[];
  /** Lines that work, each with what it does. */
  examples: readonly (readonly [line: string, does: string])[];
  /** Answers the exit code. */
  run(given: Given<O>): Promise<number>;
}

/** Types what a command is given by the options that it lists. */
export const command = <const O extends Options>(definition: Command<O>): Command => definition;

/** The exit code of a command that could not do what it was asked for. */
export const wrong = 2;

/**
 * Reads the arguments of a command.
 * @throws Problem on what is none of its options, with where help is
 */
export function readArguments(
  { name, options, apart = [] }: Command,
  args: string[],
): Given<Options> {
  try {
    const given = parseArgs({ args, options, allowPositionals: true, tokens: true });
    for (const [option, { oneOf }] of Object.entries(options)) {
      const value = given.values[option];
      if (oneOf && typeof value === 'string' && !oneOf.includes(value))
        throw new Error(`--${option} is one of ${oneOf.join(', ')}, not ${value}.`);
    }
    for (const [one, other, instead] of apart)
      if (given.values[one] !== undefined && given.values[other] !== undefined)
        throw new Error(`--${one} and --${other} contradict each other: ${instead}.`);
    const single = given.tokens.flatMap((token) =>
      token.kind === 'option' && token.value !== undefined && !options[token.name]?.multiple
        ? [token.name]
        : [],
    );
    const twice = single.find((option, i) => single.indexOf(option) < i);
    if (twice !== undefined) throw new Error(`--${twice} is given twice: it has one value.`);
    return given;
  } catch (error) {
    // The first sentence names the option; the rest is about operands that begin with a dash.
    const [words] = errorText(error).split(/(?<=\.) /);
    const [, unknown] = /^Unknown option '--([^']+)'/.exec(words!) ?? [];
    const meant = unknown && nearest(unknown, Object.keys(options));
    throw new Problem(
      `${unknown ? `There is no option --${unknown}.` : words}${meant ? ` Did you mean --${meant}?` : ''}\nleafwise ${name} --help lists the options.`,
      wrong,
    );
  }
}

/** The word of a list that a mistyped one is most likely meant to be. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((each) => ({ each, off: slips(word.toLowerCase(), each) }))
    .sort((a, b) => a.off - b.off);
  return best && best.off <= Math.max(1, Math.floor(word.length / 3)) ? best.each : undefined;
}
