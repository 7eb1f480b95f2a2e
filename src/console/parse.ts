import type { Flag, Flags } from './flags.ts';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

// Own, and small: the parsers for JavaScript (commander, yargs, mri…) want Node's process or know neither
// `--[no-]flag`, repeated flags, subcommands with aliases nor completion in the way of the `nats` CLI.

/** The values of flags by their long names, and the other words. */
export interface Parsed {
  values: Record<string, unknown>;
  given: Set<string>;
  rest: string[];
}

/** Flags of the `nats` CLI that make no sense in a page, and why. */
const refused: Readonly<Record<string, string>> = {
  server: 'This console is a client of one server of the lab. Open the console of another server.',
  context: 'There are no contexts here: the console is a client of one server of the lab.',
  creds: 'There are no files here. Log in with --user and --password.',
  nkey: 'There are no files here. Log in with --user and --password.',
  command: 'A browser tab runs no commands. Give the reply a body.',
  config:
    'There are no files here. Use flags; --mirror-domain and --source-domain reach other domains.',
};

/**
 * Reads flags, which may stand anywhere among the other words; after `--` nothing is a flag.
 * @throws Problem that names the flag, what is near it and what there is
 */
export function parseFlags(words: readonly string[], flags: Flags): Parsed {
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(flags)) values[name] = flag.initial as unknown;
  const parsed: Parsed = { values, given: new Set(), rest: [] };
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') parsed.rest.push(...queue.splice(0));
    else if (word.startsWith('--')) readLong(word.slice(2), queue, flags, parsed);
    else if (/^-[a-zA-Z]/.test(word)) readShort(word.slice(1), queue, flags, parsed);
    else parsed.rest.push(word);
  }
  return parsed;
}

function readLong(word: string, queue: string[], flags: Flags, parsed: Parsed): void {
  const [, name = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
  const positive = name.replace(/^no-/, '');
  const off = !(name in flags) && flags[positive]?.negatable === true;
  const flag = flags[off ? positive : name];
  if (!flag) throw unknownFlag(`unknown long flag '--${name}'`, name, flags);
  if (flag.placeholder !== undefined) return take(name, flag, value ?? queue.shift(), parsed);
  if (value !== undefined) throw new Problem(`flag '--${name}' takes no value`);
  take(off ? positive : name, flag, String(!off), parsed);
}

/** `-H a:b`, `-Ha:b`, and several switches at once. */
function readShort(word: string, queue: string[], flags: Flags, parsed: Parsed): void {
  for (let at = 0; at < word.length; at++) {
    const letter = word[at]!;
    const [name, flag] = Object.entries(flags).find(([, { short }]) => short === letter) ?? [];
    if (!name || !flag) throw unknownFlag(`unknown short flag '-${letter}'`, letter, flags);
    if (flag.placeholder !== undefined) {
      return take(name, flag, word.slice(at + 1) || queue.shift(), parsed);
    }
    take(name, flag, 'true', parsed);
  }
}

function take(name: string, flag: Flag<unknown>, value: string | undefined, parsed: Parsed): void {
  if (value === undefined) throw new Problem(`expected argument for flag '--${name}'`);
  try {
    parsed.values[name] = flag.read(value, parsed.values[name]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`--${name}: ${error.message}`, ...error.help);
  }
  parsed.given.add(name);
}

function unknownFlag(message: string, name: string, flags: Flags): Problem {
  const known = Object.keys(flags).filter((each) => !flags[each]!.idle);
  const near = nearest(name, known);
  return new Problem(
    `${message}, try --help`,
    ...(refused[name] ? [refused[name]] : []),
    ...(near ? [`Did you mean --${near}?`] : []),
    `Flags here: ${known.map((each) => `--${each}`).join(' ')}`,
  );
}
