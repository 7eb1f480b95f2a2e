import { expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from '../../bench/begin.ts';
import { networkOf } from '../../bench/network.ts';
import { hostsOf, notesByFile } from './file-notes.ts';
import { fileWords } from './file-servers.ts';
import { namesFor } from './known-names.ts';

const [hub, leaf] = hubAndLeaf.files as [
  (typeof hubAndLeaf.files)[0],
  (typeof hubAndLeaf.files)[0],
];
const bench = { ...emptyBench('2.0.0'), ...hubAndLeaf };
const dialling = (host: string, assigned = {}) => ({
  ...bench,
  assigned,
  files: [hub, { ...leaf, text: leaf.text.replace('hub:7422', host) }],
});

test('what the doctor says of a file is not told again, a stand-in is', async () => {
  const text = leaf.text.replace('7422" }', '7422", credentials: "leaf.creds" }');
  const files = [hub, { ...leaf, text }, { path: 'notes.conf', text: 'nothing' }];
  const notes = notesByFile(await networkOf({ ...bench, files }));
  expect(notes.map(([path]) => path)).toEqual(['leaf.conf']);
  expect(notes[0]![1][0]!.words).toContain('leaf.creds was not given');
});

test('a host that is no name of a server can be said to be one, or none', async () => {
  expect(hostsOf(await networkOf(bench))).toEqual([]);
  const host = 'nats.example.com';
  const to = async (state: typeof bench) => hostsOf(await networkOf(state));
  expect(await to(dialling(`${host}:7499`))).toEqual([{ host, to: [] }]);
  expect(await to(dialling(`${host}:7422`))).toEqual([{ host, to: ['hub'] }]);
  expect(await to(dialling(`${host}:7499`, { [host]: 'hub' }))).toEqual([{ host, to: ['hub'] }]);
  expect(await to(dialling(`${host}:7422`, { [host]: '' }))).toEqual([{ host, to: [] }]);
});

test('a file is a server, a part of one, or neither', async () => {
  const files = [
    { path: 'hub.conf', text: 'server_name: main\ninclude js.conf\n' },
    { path: 'js.conf', text: 'jetstream: enabled\n' },
    { path: 'notes.conf', text: 'nothing' },
  ];
  const network = await networkOf({ ...bench, files });
  expect(files.map(({ path }) => fileWords(path, network))).toEqual([
    'The server main',
    'A part of main',
    'No server by itself',
  ]);
});

test('a configuration is offered the URLs of the other servers, its own accounts and the other files', async () => {
  const text = `${hub.text}accounts { A {}, B {} }\n`;
  const network = await networkOf({ ...bench, files: [{ ...hub, text }, leaf] });
  expect(namesFor('leaf.conf', network)).toMatchObject({
    urls: { leaf: ['nats-leaf://hub:7422'], route: [] },
    files: ['hub.conf'],
  });
  const own = namesFor('hub.conf', network);
  expect(own.urls.leaf).toEqual([]);
  expect(own.accounts).toEqual(expect.arrayContaining(['A', 'B']));
});
