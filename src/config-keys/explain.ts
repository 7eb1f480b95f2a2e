import { keys, type ConfigKey } from './keys.ts';
import { version } from './version.ts';

export type { ConfigKey };

/**
 * Answers the key that a path leads to, in lower case, such as `['leafnodes', 'port']`. Keys that
 * several blocks have in common (`tls`, users, permissions) are listed once, and found by the end of
 * the path.
 */
export function explain(path: readonly string[]): ConfigKey | undefined {
  for (let length = path.length; length > 1; length--) {
    const end = path.slice(-length);
    const known = named.find(({ names }) => {
      const whole = length === path.length;
      return whole ? matches(names, end) : matches(names.slice(-length), end);
    });
    if (known) return known.key;
  }
  return path.length === 1 ? named.find(({ names }) => matches(names, path))?.key : undefined;
}

/** Its default and what a change of it takes, as a sentence or two. */
export function factsOf({ path, type, fallback, reload, aliases, source }: ConfigKey): string {
  const also = aliases ? ` Also written ${aliases.join(', ')}.` : '';
  const otherwise = fallback === undefined ? '' : ` Default: ${fallback}.`;
  const takes = reload === 'reload' ? ' A reload applies a change.' : ' A change needs a restart.';
  // Whether a change of a block needs a restart depends on the key that changes.
  const isOuter = keys.some((key) => key.path.startsWith(`${path}.`));
  return `A ${type}.${otherwise}${isOuter ? '' : takes}${also} (nats-server ${version}, ${source})`;
}

/** For each step of a key's path the names that it goes by. `*` is any name. */
function namesOf({ path, aliases = [] }: ConfigKey): string[][] {
  const steps = path.split('.').map((step) => [step, ...(blockAliases[step] ?? [])]);
  steps.at(-1)!.push(...aliases);
  return steps;
}

/** The other names of what has keys in it, by its name. */
const blockAliases: Record<string, readonly string[]> = {};
for (const { path, type, aliases = [] } of keys) {
  const name = path.split('.').at(-1)!;
  const isBlock = type === 'block' || type === 'list';
  if (isBlock) blockAliases[name] = [...(blockAliases[name] ?? []), ...aliases];
}

const named = keys.map((key) => ({ key, names: namesOf(key) }));

const matches = (names: string[][], path: readonly string[]): boolean =>
  names.length === path.length &&
  path.every((step, at) => names[at]!.includes(step) || names[at]!.includes('*'));
