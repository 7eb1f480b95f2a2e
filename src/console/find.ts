import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { duration, idle, onOff, text } from './flags.ts';
import { nearest } from './nearest.ts';
import { readParts } from './parse.ts';
import { Problem } from './problem.ts';

/** Flags that every command takes. */
export const globalFlags = {
  help: onOff('Show this help', { short: 'h' }),
  'js-domain': text('JetStream domain to access', { placeholder: 'DOMAIN', names: 'domain' }),
  'js-api-prefix': text('Subject prefix for access to JetStream API', { placeholder: 'PREFIX' }),
  user: text('Username', { placeholder: 'USER' }),
  password: text('Password', { placeholder: 'PASSWORD' }),
  creds: text('User credentials', { placeholder: 'FILE' }),
  'inbox-prefix': text('Custom inbox prefix to use for inboxes', { placeholder: 'PREFIX' }),
  timeout: duration('Time to wait on responses from NATS (5s)'),
  trace: onOff('Trace API interactions'),
  'no-context': idle('There are no contexts here'),
};

type Found =
  | { type: 'command'; command: Command; rest: string[] }
  | { type: 'group'; group: string; commands: readonly Command[]; rest: string[] };

/**
 * Finds the command that is named by the first words that are not flags. Flags that all commands take may
 * stand before it and within its name.
 * @throws Problem for a word that names no command
 */
export function findCommand(words: readonly string[]): Found {
  const path = new Set<number>();
  const rest = () => words.filter((_, at) => !path.has(at));
  let group = '';
  let within: readonly Command[] = commands;
  let wrong: Problem | undefined;
  for (const part of readParts(words, globalFlags)) {
    if (part.type === 'wrong') wrong ??= part.problem;
    if (part.type !== 'word') continue;
    const known = names(within, path.size);
    const name = known.get(part.text);
    // Behind a flag that is not known, a word may be its value.
    if (name === undefined) {
      throw wrong ?? unknownCommand(part.text, group, [...new Set(known.values())], within);
    }
    path.add(part.at);
    group = group ? `${group} ${name}` : name;
    within = within.filter((each) => `${each.name} `.startsWith(`${group} `));
    const [command] = within;
    if (command?.name === group) return { type: 'command', command, rest: rest() };
  }
  return { type: 'group', group, commands: within, rest: rest() };
}

/** Other words for groups of commands, as the `nats` CLI has them. */
const groupAliases: Readonly<Record<string, readonly string[]>> = {
  stream: ['str', 'st', 'ms', 's'],
  consumer: ['con', 'obs', 'c'],
  object: ['obj'],
  server: ['srv', 'sys', 'system'],
  'server report': ['rep'],
  'server request': ['req'],
  'server cluster': ['r', 'raft'],
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

function unknownCommand(
  word: string,
  group: string,
  known: string[],
  within: readonly Command[],
): Problem {
  const near = nearest(word, known);
  const begin = group ? `nats ${group}` : 'nats';
  // A name of a command further down, such as `server leafz` for `server report leafz`.
  const deeper = group ? within.filter(({ aliases }) => aliases.includes(word)) : [];
  const meant = deeper.length
    ? deeper.map(({ name }) => `nats ${name}`)
    : near
      ? [`${begin} ${near}`]
      : [];
  return new Problem(
    `expected command but got "${word}", try --help`,
    ...(meant.length ? [`Did you mean ${meant.join(' or ')}?`] : []),
    `${group ? `Below ${begin}` : 'Commands'} here: ${known.join(', ')}`,
  );
}
