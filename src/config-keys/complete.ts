import { explain } from './explain.ts';
import { keys, type ConfigKey } from './keys.ts';

const known = new Map<string, readonly ConfigKey[]>();

/**
 * The keys that a block takes, from the path that leads to it, in lower case: `[]` is the whole configuration. They are
 * those that `explain` finds there.
 */
export function keysIn(path: readonly string[]): readonly ConfigKey[] {
  const block = path.join('\n');
  const found =
    known.get(block) ?? keys.filter((key) => explain([...path, lastOf(key.path)]) === key);
  // A name that a person gives makes a block of its own.
  if (known.size < 200) known.set(block, found);
  return found;
}

/** Whether a key has keys in it: it is a block, or a list of blocks. */
export const isOuter = ({ path }: ConfigKey): boolean =>
  keys.some((key) => key.path.startsWith(`${path}.`));

/** The last step of a path with dots. */
export const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
