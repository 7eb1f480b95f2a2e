import { expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from './begin.ts';
import { networkOf } from './network.ts';

const bench = { ...emptyBench('2.0.0'), ...hubAndLeaf };

test('a hub and a leaf are a network with nothing wrong', async () => {
  const { derived, findings, notes } = await networkOf(bench);
  expect(derived.topology.links.map(({ name }) => name)).toEqual(['leaf-hub']);
  expect(findings).toEqual([]);
  expect(notes).toEqual([]);
});

test('files that are missing have stand-ins, and that is found', async () => {
  const [hub, leaf] = bench.files;
  const text = leaf!.text.replace('7422" }', '7422", credentials: "leaf.creds" }');
  const { derived } = await networkOf({ ...bench, files: [hub!, { ...leaf!, text }] });
  expect(derived.standIns.map(({ path }) => path)).toEqual(['leaf.creds']);
});

test('files without a configuration are refused with the remedy', async () => {
  const files = [{ path: 'notes.txt', text: 'nothing' }];
  await expect(networkOf({ ...bench, files })).rejects.toThrow('leafnodes');
});

const web = { path: 'compose.yaml', text: 'services:\n  web:\n    image: nginx\n' };

test('what came in beside configurations and is of no use is no fault of the network', async () => {
  const key = { path: 'certs/key.pem', text: '-----BEGIN PRIVATE KEY-----\n' };
  const proxy = { path: 'proxy.conf', text: 'events {}\nhttp {}\n' };
  const { findings, notes } = await networkOf({
    ...bench,
    files: [web, key, proxy, ...bench.files],
  });
  expect(findings).toEqual([]);
  expect(notes.map(({ path, words }) => `${path}: ${words}`)).toEqual([
    'compose.yaml: web is no nats-server and is left out.',
    expect.stringContaining('certs/key.pem: No configuration here names this file') as string,
    expect.stringContaining('proxy.conf: It is left out') as string,
  ]);
});

test('a bench of other services alone says what was left out', async () => {
  await expect(networkOf({ ...bench, files: [web] })).rejects.toThrow(
    'compose.yaml: web is no nats-server',
  );
});
