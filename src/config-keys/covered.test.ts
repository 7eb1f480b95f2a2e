import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pinnedSource } from '../../engine/build.mjs';
import { keys } from './keys.ts';

/** What reads the keys of a leaf node. `proxy` and its keys are read by the last of them, too. */
const readers = [
  'parseLeafNodes',
  'parseLeafAuthorization',
  'parseLeafUsers',
  'parseCompression',
  'parseRemoteLeafNodes',
];

const options = await readFile(path.join(await pinnedSource(), 'server/opts.go'), 'utf8');

test.for(readers)('every name that %s knows is a key here', (reader) => {
  const names = namesIn(reader);
  const known = keys
    .filter(({ source }) => source.endsWith(reader))
    .flatMap(({ path, aliases = [] }) => [path.split('.').at(-1)!, ...aliases]);
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
});

/** The names that the function compares a key with: `case "a", "b":`. */
function namesIn(reader: string): string[] {
  const start = options.indexOf(`\nfunc ${reader}(`);
  const body = options.slice(start, options.indexOf('\n}\n', start));
  return [...body.matchAll(/\bcase ("[^:]*):/g)].flatMap(([, labels = '']) =>
    labels.split(',').map((label) => label.trim().slice(1, -1)),
  );
}
