import type { Block, ConfText, Key, Scalar } from './conf-text.ts';
import { grouped } from './in-order.ts';

/** What stands in a map: all of it, and by its keys, in the order of the text. */
interface Content<T> {
  all: readonly T[];
  byKey: ReadonlyMap<string, readonly T[]>;
}

interface ConfIndex {
  scalars: ReadonlyMap<Block, Content<Scalar>>;
  keys: ReadonlyMap<Block, Content<Key>>;
}

const made = new WeakMap<ConfText, ConfIndex>();

/** What stands in each map of a configuration. It is made when it is first asked for. */
function indexOf(conf: ConfText): ConfIndex {
  const known = made.get(conf);
  if (known) return known;
  const index = {
    scalars: contents(conf.scalars, ({ key }) => key),
    keys: contents(conf.keys, ({ path }) => path.at(-1)!),
  };
  made.set(conf, index);
  return index;
}

const contents = <T extends { block: Block }>(all: readonly T[], keyOf: (each: T) => string) =>
  new Map(
    [...grouped(all, ({ block }) => block)].map(([block, parts]): [Block, Content<T>] => [
      block,
      { all: parts, byKey: grouped(parts, keyOf) },
    ]),
  );

function named<T extends { start: number }>(
  content: Content<T> | undefined,
  names: readonly string[],
): readonly T[] {
  if (!content) return [];
  if (names.length === 0) return content.all;
  const found = names.flatMap((name) => content.byKey.get(name) ?? []);
  return names.length === 1 ? found : found.sort((a, b) => a.start - b.start);
}

/** The last thing that stands under any of some keys. */
const last = <T extends { start: number }>(
  content: Content<T> | undefined,
  names: readonly string[],
): T | undefined =>
  names
    .flatMap((name) => content?.byKey.get(name)?.at(-1) ?? [])
    .reduce<T | undefined>((a, b) => (a && a.start > b.start ? a : b), undefined);

/** The values that stand in a map, of some keys or of all, in the order of the text. */
export const scalarsIn = (conf: ConfText, block: Block, ...keys: string[]): readonly Scalar[] =>
  named(indexOf(conf).scalars.get(block), keys);

/** The value of a map that counts for any of some keys: the last. */
export const scalarIn = (conf: ConfText, block: Block, ...keys: string[]): Scalar | undefined =>
  last(indexOf(conf).scalars.get(block), keys);

/** The keys that stand in a map, of some names or all, in the order of the text. */
export const keysIn = (conf: ConfText, block: Block, ...names: string[]): readonly Key[] =>
  named(indexOf(conf).keys.get(block), names);

/** The last key of a map that has any of some names. */
export const keyIn = (conf: ConfText, block: Block, ...names: string[]): Key | undefined =>
  last(indexOf(conf).keys.get(block), names);
