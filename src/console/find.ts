import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { duration, idle, onOff, text } from './flags.ts';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

/** Flags that every command takes. */
export const globalFlags = {
  help: onOff('Show this help', { short: 'h' }),
  'js-domain': text('JetStream domain to access', { placeholder: 'DOMAIN' }),
  user: text('Username', { placeholder: 'USER' }),
  password: text('Password', { placeholder: 'PASSWORD' }),
  timeout: duration('Time to wait on responses from NATS (5s)'),
  trace: onOff('Trace API interactions'),
  'no-context': idle('There are no contexts here'),
};

type Found =
  | { type: 'command'; command: Command; rest: string[] }
  | { type: 'group'; group: string; commands: readonly Command[]; rest: string[] };

/** Finds the command that words begin with; flags that all take may stand before it. */
export function findCommand(words: readonly string[]): Found {
  const { before, path } = leading(words);
  const [first] = path;
  if (first === undefined) return { type: 'group', group: '', commands, rest: before };
  let group = '';
  let within: readonly Command[] = commands;
  for (let depth = 0; ; depth++) {
    const word = path[depth];
    const known = names(within, depth);
    if (word === undefined || word.startsWith('-'))
      return { type: 'group', group, commands: within, rest: [...before, ...path.slice(depth)] };
    const name = known.get(word);
    if (name === undefined) throw unknownCommand(word, group, [...new Set(known.values())]);
    group = group ? `${group} ${name}` : name;
    within = within.filter((each) => `${each.name} `.startsWith(`${group} `));
    const [command] = within;
    if (command?.name === group) {
      return { type: 'command', command, rest: [...before, ...path.slice(depth + 1)] };
    }
  }
}

/** Global flags that stand before the command, and the words from there on. */
function leading(words: readonly string[]): { before: string[]; path: string[] } {
  let at = 0;
  while (at < words.length && words[at]!.startsWith('-')) {
    const name = words[at]!.replace(/^--?/, '') as keyof typeof globalFlags;
    const takes = name in globalFlags && 'placeholder' in globalFlags[name];
    at += takes ? 2 : 1;
  }
  return { before: words.slice(0, at), path: words.slice(at) };
}

/** Other words for groups of commands, as the `nats` CLI has them. */
const groupAliases: Readonly<Record<string, readonly string[]>> = {
  stream: ['str', 'st', 'ms', 's'],
  consumer: ['con', 'obs', 'c'],
  object: ['obj'],
  server: ['srv', 'sys', 'system'],
  'server report': ['rep'],
  'server request': ['req'],
  account: ['a'],
};

/** The words that may follow, with the names that they stand for. */
function names(within: readonly Command[], depth: number): Map<string, string> {
  const known = new Map<string, string>();
  for (const { name, aliases } of within) {
    const path = name.split(' ');
    const word = path[depth];
    if (word === undefined) continue;
    const group = path.slice(0, depth + 1).join(' ');
    const others = path.length === depth + 1 ? aliases : (groupAliases[group] ?? []);
    for (const each of [word, ...others]) if (!known.has(each)) known.set(each, word);
  }
  return known;
}

function unknownCommand(word: string, group: string, known: string[]): Problem {
  const near = nearest(word, known);
  const begin = group ? `nats ${group}` : 'nats';
  return new Problem(
    `expected command but got "${word}", try --help`,
    ...(near ? [`Did you mean ${begin} ${near}?`] : []),
    `${group ? `Below ${begin}` : 'Commands'} here: ${known.join(', ')}`,
  );
}
