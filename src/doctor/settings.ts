import * as index from '../lab/conf/conf-index.ts';
import type { Block, ConfText, Key, Scalar } from '../lab/conf/conf-text.ts';
import { between } from '../lab/conf/in-order.ts';
import type { Place } from '../lab/derive/given.ts';
import type { ServerConf } from '../lab/derive/server-conf.ts';

/** Other names of the keys that lead to something, by the first name. */
const aliases: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    leafnodes: ['leaf'],
    websocket: ['ws'],
    system_account: ['system'],
    account: ['local'],
    credentials: ['creds'],
    nkey: ['seed'],
    urls: ['url'],
    host: ['net'],
    store_dir: ['storedir', 'store'],
    user: ['username'],
    password: ['pass'],
    publish: ['pub', 'import'],
    subscribe: ['sub', 'export'],
    permissions: ['permission', 'authorization', 'default_permissions'],
    deny_imports: ['deny_import'],
    deny_exports: ['deny_export'],
    isolate: ['isolate_leafnode_interest'],
    allowed_origins: ['allowed_origin', 'allow_origins', 'allow_origin', 'origins', 'origin'],
  }),
);

const isCalled = (key: string, name: string): boolean =>
  key === name || (aliases.get(name)?.includes(key) ?? false);

const called = (name: string): string[] => [name, ...(aliases.get(name) ?? [])];

const namesOf = (path: string): string[] => (path === '' ? [] : path.split('.'));

/** A path, such as `leafnodes.remotes`; as a list, where a name in it may have a dot. `*` is any name. */
type Path = string | readonly string[];

/** The maps of a configuration at one place, and what leads on from there. */
interface Step {
  blocks: Block[];
  next: Map<string, Step>;
}

const tops = new WeakMap<ConfText, Step>();

function topOf(conf: ConfText): Step {
  const made = tops.get(conf);
  if (made) return made;
  const top: Step = { blocks: [], next: new Map() };
  for (const block of conf.blocks) {
    let step = top;
    for (const key of block.path) {
      const next: Step = step.next.get(key) ?? { blocks: [], next: new Map() };
      step.next.set(key, next);
      step = next;
    }
    step.blocks.push(block);
  }
  tops.set(conf, top);
  return top;
}

/** Remembers what has been found at a path that a rule writes out. */
function remembered<T>(
  find: (conf: ConfText, names: readonly string[]) => T[],
): (server: ServerConf, path: Path) => readonly T[] {
  const known = new WeakMap<ConfText, Map<string, readonly T[]>>();
  return ({ conf }, path) => {
    if (typeof path !== 'string') return find(conf, path);
    const found = known.get(conf) ?? new Map<string, readonly T[]>();
    known.set(conf, found);
    const there = found.get(path) ?? find(conf, namesOf(path));
    found.set(path, there);
    return there;
  };
}

function blocksOf(conf: ConfText, names: readonly string[]): Block[] {
  let steps = [topOf(conf)];
  for (const name of names)
    steps = steps.flatMap(({ next }) =>
      name === '*' ? [...next.values()] : called(name).flatMap((key) => next.get(key) ?? []),
    );
  return steps.flatMap(({ blocks }) => blocks).sort((a, b) => a.start - b.start);
}

/** What stands at a path: in each map that leads there, under the last of its names. */
const within =
  <T extends { start: number }>(
    inBlock: (conf: ConfText, block: Block, ...names: string[]) => readonly T[],
  ) =>
  (conf: ConfText, names: readonly string[]): T[] => {
    const last = names.at(-1)!;
    const wanted = last === '*' ? [] : called(last);
    return blocksOf(conf, names.slice(0, -1))
      .flatMap((block) => inBlock(conf, block, ...wanted))
      .sort((a, b) => a.start - b.start);
  };

/** The maps at a path. */
export const blocksAt = remembered(blocksOf);

/** The values at a path; those of an array are several. */
export const valuesAt = remembered(within(index.scalarsIn));

/** The value at a path that counts: the last. */
export const valueAt = (server: ServerConf, path: Path): Scalar | undefined =>
  valuesAt(server, path).at(-1);

/** The values that stand in a map under a key. */
export const valuesIn = ({ conf }: ServerConf, block: Block, key: string): Scalar[] => [
  ...index.scalarsIn(conf, block, ...called(key)),
];

/** The value in a map that counts: the last. */
export const valueIn = ({ conf }: ServerConf, block: Block, key: string): Scalar | undefined =>
  index.scalarIn(conf, block, ...called(key));

/** The maps of a name within a map, however deep. */
export const blocksIn = ({ conf }: ServerConf, outer: Block, key: string): Block[] =>
  between(conf.blocks, outer.start + 1, outer.end).filter(({ path }) =>
    isCalled(path.at(-1)!, key),
  );

/** The keys at a path. */
export const keysAt = remembered(within(index.keysIn));

/** Whether a value says yes, as the server reads it. */
export const isOn = (value: Scalar | undefined): boolean =>
  value !== undefined && /^(true|on|yes)$/i.test(value.text);

/** Where something stands: the beginning of a map is that of its first line. */
export const placeOf = (server: ServerConf, at: { start: number } | undefined): Place =>
  at ? server.placeOf(at.start) : { path: server.path, line: 1 };

/** The keys of a name that stand in a map. */
export const keysIn = ({ conf }: ServerConf, block: Block, name: string): readonly Key[] =>
  index.keysIn(conf, block, ...called(name));

/** The subjects that permissions allow and deny for a direction. Where none are listed as allowed, all are. */
export function subjectsIn(
  server: ServerConf,
  permissions: Block,
  direction: 'publish' | 'subscribe',
): { allow: string[] | undefined; deny: string[] } {
  const texts = (block: Block, key: string) =>
    valuesIn(server, block, key).map(({ text }) => text.split(' ')[0]!);
  const plain = texts(permissions, direction);
  const inner = blocksIn(server, permissions, direction).find(
    ({ path }) => path.length === permissions.path.length + 1,
  );
  const allow = inner ? texts(inner, 'allow') : plain;
  return {
    allow: allow.length > 0 ? allow : undefined,
    deny: inner ? texts(inner, 'deny') : [],
  };
}
