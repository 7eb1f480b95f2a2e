import { expect, test } from 'vitest';
import { keys } from '../../config-keys/keys.ts';
import { anchorOf, keyGroups } from './key-groups.ts';

const listed = keyGroups.flatMap((group) => group.keys);

test('every key of leafnodes is listed, each once and under an anchor of its own', () => {
  const paths = listed.map(({ path }) => path);
  expect(keys.filter(({ path }) => /^leafnodes/.test(path) && !paths.includes(path))).toEqual([]);
  const anchors = [...listed.map(anchorOf), ...keyGroups.map(({ id }) => id)];
  expect(anchors.filter((anchor, at) => anchors.indexOf(anchor) !== at)).toEqual([]);
});

test('a key is linked to by its path', () => {
  const key = keys.find(({ path }) => path === 'leafnodes.remotes.deny_imports')!;
  expect(anchorOf(key)).toBe('leafnodes-remotes-deny_imports');
});
