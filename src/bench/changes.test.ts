import { expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from './begin.ts';
import type { BenchFile } from './bench.ts';
import { changedIn, isSame, isSameShape } from './changes.ts';
import { networkOf } from './network.ts';

const runOf = async (files: readonly BenchFile[]) =>
  (await networkOf({ ...emptyBench('2.0.0'), files })).runnable;
const { files } = hubAndLeaf;
const [hub, leaf] = files as [BenchFile, BenchFile];
const named = { ...leaf, text: leaf.text.replace('7422" }', '7422", credentials: "leaf.creds" }') };
const creds = (text: string) => ({ path: 'leaf.creds', text });

test('a server whose text is another is to take it; one that runs it already is not', async () => {
  const before = await runOf(files);
  const after = await runOf([hub, { ...leaf, text: leaf.text.replace('4222', '4223') }]);
  const runs = Object.fromEntries(
    before.topology.servers.map(({ name, config }) => [name, config]),
  );
  expect(changedIn(after, runs, before.files)).toEqual(['leaf']);
  expect(changedIn(before, runs, before.files)).toEqual([]);
  expect(isSameShape(after.topology, before.topology)).toBe(true);
  expect(isSame(after, before)).toBe(false);
});

test('a server is to take another file that its configuration names', async () => {
  const before = await runOf([hub, named, creds('one')]);
  const after = await runOf([hub, named, creds('two')]);
  const runs = Object.fromEntries(after.topology.servers.map(({ name, config }) => [name, config]));
  expect(changedIn(after, runs, before.files)).toEqual(['leaf']);
});

test('another server or link is another shape', async () => {
  const before = await runOf(files);
  const more = { path: 'east.conf', text: leaf.text.replaceAll('leaf', 'east') };
  expect(isSameShape((await runOf([...files, more])).topology, before.topology)).toBe(false);
  const apart = { ...leaf, text: 'server_name: leaf' };
  expect(isSameShape((await runOf([hub, apart])).topology, before.topology)).toBe(false);
});
