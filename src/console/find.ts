import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { flagsBehind } from './global-flags.ts';
import { nearest } from './nearest.ts';
import { whyNotHere } from './not-here.ts';
import { readParts } from './parse.ts';
import { UsageProblem } from './problem.ts';

type Found =
  | { type: 'command'; command: Command; rest: string[] }
  | { type: 'group'; group: string; commands: readonly Command[]; rest: string[] };

/**
 * Finds the command that is named by the first words that are not flags. Flags that all commands take, or
 * those of its group, may stand before it and within its name.
 * @throws Problem for a word that names no command, or a flag that is not known there
 */
export function findCommand(words: readonly string[]): Found {
  const path: number[] = [];
  let group = '';
  let within: readonly Command[] = commands;
  for (;;) {
    const next = readParts(words, flagsBehind(group)).find(
      ({ at, type }) => at > (path.at(-1) ?? -1) && (type === 'word' || type === 'wrong'),
    );
    const rest = words.filter((_, at) => !path.includes(at));
    if (next?.type === 'wrong') throw next.problem(group);
    if (next?.type !== 'word') return { type: 'group', group, commands: within, rest };
    const known = names(within, path.length);
    const name = known.get(next.text);
    if (name === undefined) {
      throw unknownCommand(next.text, group, known, within, next.at === 0);
    }
    path.push(next.at);
    group = group ? `${group} ${name}` : name;
    within = within.filter((each) => `${each.name} `.startsWith(`${group} `));
    const command = within.find((each) => each.name === group);
    if (command)
      return { type: 'command', command, rest: words.filter((_, at) => !path.includes(at)) };
  }
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
  'server account': ['acct'],
  'stream cluster': ['c'],
  'consumer cluster': ['c'],
  account: ['a'],
  'account report': ['rep'],
  context: ['ctx'],
  counter: ['ctr'],
  service: ['micro'],
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

/** Programs and words of a shell that stand in scripts beside `nats`. */
const programs =
  /^(?:echo|cat|ls|cd|pwd|jq|grep|head|tail|wc|sed|awk|sort|watch|time|sleep|seq|sudo|docker|kubectl|curl|mkdir|rm|cp|vi|vim|nano|nsc|nk|nats-server|nats-top|brew|go|bash|sh|for|while|if|do|done|set|unset|source|man|which)$/;

/** The name of the program with one slip of the fingers. */
const likeNats = /^(?:nat.|na.s|n.ts|.ats|nat|nas|nts|natss|natts|naats|nnats|ntas|nast|ants)$/i;

/** The name that a near word stands for, such as `publish` for `pubb`. Words of a letter or two are near to all. */
function nearAlias(word: string, known: ReadonlyMap<string, string>): string | undefined {
  const near = nearest(
    word,
    [...known.keys()].filter((alias) => alias.length > 2),
  );
  return near === undefined ? undefined : known.get(near);
}

/** More commands than this are no hint. */
const few = 2;

function unknownCommand(
  word: string,
  group: string,
  known: ReadonlyMap<string, string>,
  within: readonly Command[],
  isFirst: boolean,
): UsageProblem {
  const begin = group ? `nats ${group}` : 'nats';
  const why = whyNotHere(group ? `${group} ${word}` : word);
  const all = [...new Set(known.values())];
  const near = why === undefined ? (nearest(word, all) ?? nearAlias(word, known)) : undefined;
  // A name of a command further down, such as `server leafz` for `server report leafz`.
  const further = within.filter(
    ({ name, aliases }) => name.endsWith(` ${word}`) || aliases.includes(word),
  );
  const deeper = further.length > few ? [] : further;
  const meant = deeper.length
    ? deeper.map(({ name }) => `nats ${name}`)
    : near
      ? [`${begin} ${near}`]
      : isFirst && likeNats.test(word)
        ? ['nats']
        : [];
  return new UsageProblem(
    `expected command but got "${word}", use --help for full help including flags and arguments`,
    ...(why === undefined ? [] : [`${begin} ${word} is not here. ${why}`]),
    ...(meant.length ? [`Did you mean ${meant.join(' or ')}?`] : []),
    ...(isFirst && programs.test(word) ? ['There is no shell here, and no program but nats.'] : []),
    `${group ? `Below ${begin}` : 'Commands'} here: ${all.join(', ')}`,
  );
}
