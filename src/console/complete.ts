import type { Login } from '../lab/topology/topology.ts';
import { builtInWords } from './built-ins.ts';
import { namesOf, soon, type About, type Asked } from './complete-names.ts';
import { findCommand } from './find.ts';
import { flagsBehind, flagsOf } from './global-flags.ts';
import type { Flag, Flags } from './flags.ts';
import { readParts, type Part } from './parse.ts';
import { splitWords } from './split-words.ts';
import { completedWord } from './typed-word.ts';

/** Words that may replace the last one of a line. */
export interface Completion {
  /** The column where the word begins that is completed. */
  from: number;
  options: string[];
  /** Stands in place of that word: what the options share. */
  text: string;
}

/** Completes the word that a line ends in: a command, a flag, or a name that the server knows. */
export async function complete(line: string, context: Asked): Promise<Completion> {
  const { commands, words, typed } = splitWords(line);
  const none = { from: line.length, options: [], text: '' };
  if (!typed) return none;
  const given = words.filter((word) => word !== typed).map(({ text }) => text);
  while (given[0] === 'nats' || given[0] === '$') given.shift();
  const asksHelp = given[0] === 'help';
  // The value of a flag may stand in its own word.
  const [flag = ''] = /^--[\w-]+=/.exec(line.slice(typed.start)) ?? [];
  const before = [...given.slice(asksHelp ? 1 : 0), ...(flag ? [flag.slice(0, -1)] : [])];
  const text = typed.text.slice(flag.length);
  const found = await soon(candidates(before, text, context), []);
  const others =
    before.length > 0 || asksHelp ? [] : commands.length > 1 ? ['help'] : ['help', ...builtInWords];
  const options = [...found, ...others].filter((each) => each.startsWith(text)).sort();
  if (options.length === 0) return none;
  const from = typed.start + flag.length;
  return { from, options, text: completedWord(line.slice(from), options) };
}

async function candidates(words: string[], typed: string, context: Asked): Promise<string[]> {
  const found = findCommand(words);
  const flags = found.type === 'command' ? flagsOf(found.command) : flagsBehind(found.group);
  const parts = readParts(found.rest, flags);
  const last = parts.at(-1);
  const given = parts.flatMap((part) => (part.type === 'word' ? part.text : []));
  const about = {
    container: valueOf(parts, 'stream') ?? given[0],
    domain: valueOf(parts, 'js-domain') ?? valueOf(parts, 'domain'),
    apiPrefix: valueOf(parts, 'js-api-prefix'),
    login: loginOf(parts, context),
  };
  // The typed word is the value of that flag.
  if (last?.type === 'flag' && last.value === undefined) {
    return valuesOf(last.flag, about, context);
  }
  if (typed.startsWith('-') && !parts.some(({ type }) => type === 'end'))
    return flagNames(flags, typed);
  if (found.type === 'group') {
    const depth = found.group ? found.group.split(' ').length : 0;
    return [...new Set(found.commands.map(({ name }) => name.split(' ')[depth]!))];
  }
  const arg = Object.values(found.command.args)[given.length];
  return arg?.names ? namesOf(arg.names, about, context) : [];
}

/** The last value of a flag. */
const valueOf = (parts: readonly Part[], flag: string): string | undefined =>
  parts
    .flatMap((part) => (part.type === 'flag' && part.name === flag ? (part.value ?? []) : []))
    .at(-1);

/** The login that a line names. */
function loginOf(parts: readonly Part[], { creds: textAt }: Asked): Login | undefined {
  const creds = textAt(valueOf(parts, 'creds') ?? '');
  if (creds !== undefined) return { creds };
  const user = valueOf(parts, 'user');
  return user === undefined ? undefined : { user, pass: valueOf(parts, 'password') ?? '' };
}

function flagNames(flags: Flags, typed: string): string[] {
  return Object.entries(flags)
    .filter(([, { idle }]) => !idle)
    .flatMap(([name, { negatable }]) => [
      `--${name}`,
      ...(negatable && typed.startsWith('--no-') ? [`--no-${name}`] : []),
    ]);
}

async function valuesOf(flag: Flag<unknown>, about: About, context: Asked): Promise<string[]> {
  if (flag.choices) return [...flag.choices];
  return flag.names ? namesOf(flag.names, about, context) : [];
}
