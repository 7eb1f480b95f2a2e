import type { Block, Key, Scalar } from '../lab/conf/conf-text.ts';
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

const leadsTo = (path: readonly string[], names: readonly string[]): boolean =>
  path.length === names.length &&
  names.every((name, at) => name === '*' || isCalled(path[at]!, name));

const namesOf = (path: string): string[] => (path === '' ? [] : path.split('.'));

/** The maps at a path, such as `leafnodes.remotes`. `*` is any name. */
export const blocksAt = ({ conf }: ServerConf, path: string): Block[] =>
  conf.blocks.filter((block) => leadsTo(block.path, namesOf(path)));

/** The values at a path; those of an array are several. */
export const valuesAt = ({ conf }: ServerConf, path: string): Scalar[] => {
  const names = namesOf(path);
  return conf.scalars.filter(({ block, key }) => leadsTo([...block.path, key], names));
};

/** The value at a path that counts: the last. */
export const valueAt = (server: ServerConf, path: string): Scalar | undefined =>
  valuesAt(server, path).at(-1);

/** The values that stand in a map under a key. */
export const valuesIn = ({ conf }: ServerConf, block: Block, key: string): Scalar[] =>
  conf.scalars.filter((scalar) => scalar.block === block && isCalled(scalar.key, key));

/** The value in a map that counts: the last. */
export const valueIn = (server: ServerConf, block: Block, key: string): Scalar | undefined =>
  valuesIn(server, block, key).at(-1);

/** The maps of a name within a map, however deep. */
export const blocksIn = ({ conf }: ServerConf, outer: Block, key: string): Block[] =>
  conf.blocks.filter(
    (block) =>
      block !== outer &&
      isCalled(block.path.at(-1) ?? '', key) &&
      block.path.length > outer.path.length &&
      block.start >= outer.start &&
      block.end <= outer.end,
  );

/** The keys at a path. */
export const keysAt = ({ conf }: ServerConf, path: string): Key[] => {
  const names = namesOf(path);
  return conf.keys.filter((key) => leadsTo(key.path, names));
};

/** Whether a value says yes, as the server reads it. */
export const isOn = (value: Scalar | undefined): boolean =>
  value !== undefined && /^(true|on|yes)$/i.test(value.text);

/** Where something stands: the beginning of a map is that of its first line. */
export const placeOf = (server: ServerConf, at: { start: number } | undefined): Place =>
  at ? server.placeOf(at.start) : { path: server.path, line: 1 };

/** The keys of a name that stand in a map. */
export const keysIn = ({ conf }: ServerConf, block: Block, name: string): Key[] =>
  conf.keys.filter((key) => key.block === block && isCalled(key.path.at(-1)!, name));

/** The subjects that permissions allow and deny for a direction. Where none are listed as allowed, all are. */
export function subjectsIn(
  server: ServerConf,
  permissions: Block,
  direction: 'publish' | 'subscribe',
): { allow: string[] | undefined; deny: string[] } {
  const texts = (block: Block, key: string) =>
    valuesIn(server, block, key).map(({ text }) => text.split(' ')[0]!);
  const plain = texts(permissions, direction);
  const [inner] = server.conf.blocks.filter(
    ({ path, start, end }) =>
      path.length === permissions.path.length + 1 &&
      isCalled(path.at(-1)!, direction) &&
      start >= permissions.start &&
      end <= permissions.end,
  );
  const allow = inner ? texts(inner, 'allow') : plain;
  return {
    allow: allow.length > 0 ? allow : undefined,
    deny: inner ? texts(inner, 'deny') : [],
  };
}
