import { slips } from '../lab/slips.ts';

/** Words of other programs, and those of the `nats` CLI that mean the same. */
const sameMeaning: ReadonlyMap<string, readonly string[]> = new Map([
  ['set', ['put']],
  ['show', ['info']],
  ['list', ['ls']],
  ['create', ['add']],
  ['remove', ['rm', 'del']],
  ['delete', ['rm', 'del']],
  ['update', ['edit']],
  ['read', ['get', 'view']],
]);

/**
 * Finds the name that a reader means: one of the same meaning, the only longer one that begins or ends so,
 * or the only one that a slip of the fingers makes of it. No other is near: it would do something else.
 */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed.length < 2) return undefined;
  const same = sameMeaning.get(typed)?.find((name) => names.includes(name));
  if (same !== undefined) return same;
  return (
    only(names.filter((name) => name.startsWith(typed))) ??
    (typed.length > 2 ? only(names.filter((name) => slipsOf(typed, name) === 1)) : undefined) ??
    only(names.filter((name) => name.endsWith(`-${typed}`))) ??
    (typed.length > long ? only(names.filter((name) => slipsOf(typed, name) === 2)) : undefined)
  );
}

const slipsOf = (typed: string, name: string): number =>
  slips(typed, name, typed.length <= short ? 2 : 1);

const only = (names: readonly string[]): string | undefined =>
  names.length === 1 ? names[0] : undefined;

/** Words up to this length differ in two letters from words that mean something else, as counter and cluster. */
const long = 8;

/** Short words in which one letter is another are often both right, such as `get` and `set`. */
const short = 4;
