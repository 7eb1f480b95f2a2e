import { expect, test } from 'vitest';
import { pinnedSource } from '../../engine/build.mjs';
import { readSource } from '../../tools/lib/server-source.ts';
import { keys } from './keys.ts';

/**
 * Functions of nats-server that read the keys of a leaf node. The last reads `proxy` and its keys, too.
 */
const readers = [
  'parseLeafNodes',
  'parseLeafAuthorization',
  'parseLeafUsers',
  'parseCompression',
  'parseRemoteLeafNodes',
];

const { functions } = await readSource(await pinnedSource());

test.for(readers)('every name that %s knows is a key here', (reader) => {
  const names = functions.find(({ name }) => name === reader)?.cases ?? [];
  const known = keys
    .filter(({ source }) => source.endsWith(reader))
    .flatMap(({ path, aliases = [] }) => [path.split('.').at(-1)!, ...aliases]);
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
});
