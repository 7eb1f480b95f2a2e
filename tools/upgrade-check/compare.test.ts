import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pinnedSource } from '../../engine/build.mjs';
import { version } from '../../src/config-keys/version.ts';
import { keys } from '../../src/config-keys/keys.ts';
import { functions as messages } from '../../tests/servers/docs/server-messages.ts';
import { root } from '../lib/paths.mjs';
import { compare, constants } from './compare.ts';
import { constantsBehind, functionsBehind, jsonTypes, textsBehind } from './known.ts';
import { fetchRelease } from './release.ts';
import { readSource } from '../lib/server-source.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-release-'));
afterAll(() => rm(folder, { recursive: true }));

const pinned = await readSource(await pinnedSource());

test('the pinned release, which Go has, differs from itself in nothing', async () => {
  expect(await compare(pinned, await readSource(await fetchRelease(version)))).toEqual([]);
});

test('of a release that there is not, the error has the words of Go', async () => {
  await expect(fetchRelease('no-release')).rejects.toThrow(
    /^Go could not get nats-server vno-release: .*no-release/,
  );
});

test('each name that is looked for is in the pinned release', async () => {
  const inFiles = (named: Record<string, Record<string, readonly string[]>>) =>
    Object.values(named).flatMap((files) =>
      Object.entries(files).flatMap(([file, names]) => names.map((name) => `${file} ${name}`)),
    );
  const functions = pinned.functions.map(({ file, name }) => `${file} ${name}`);
  const types = pinned.types.map(({ name }) => name);
  const readers = keys.map(({ source }) => source.replace(/^server\/(.*), /, '$1 '));
  expect(
    [...inFiles({ messages, ...functionsBehind }), ...readers].filter(
      (n) => !functions.includes(n),
    ),
  ).toEqual([]);
  expect([...jsonTypes].filter((name) => !types.includes(name))).toEqual([]);
  const texts = pinned.texts.map(({ text }) => text);
  expect(
    Object.values(textsBehind)
      .flat()
      .filter((text) => !texts.includes(text)),
  ).toEqual([]);
  for (const wanted of Object.values(constantsBehind)) {
    const found = [...(await constants(pinned.folder, wanted)).keys()].map((line) =>
      line.replace(/\s*=.*/, ''),
    );
    expect(found.sort()).toEqual(inFiles({ wanted }).sort());
  }
});

/** The pinned source with some texts replaced, each wherever it is in its file. */
const changes: [file: string, find: string, put: string][] = [
  ['server/jetstream_cluster.go', 'setupMetaGroup', 'setupMeta'],
  ['server/reload.go', '\tif opts.NoLog {', '\tif opts.NoLog && s.isRunning() {'],
  ['server/client.go', 'nbPoolSizeLarge  = 65536', 'nbPoolSizeLarge  = 131072'],
  ['server/opts.go', '"isolate_leafnode_interest"', '"keep_interest"'],
  ['server/client.go', 'Not permitted to deliver to %q', 'May not deliver to %q'],
  ['server/leafnode.go', 'func (c *client) processLeafSub(', 'func (c *client) leafSub('],
  ['server/route.go', 'processRemoteSub Parse Error', 'remoteSub Parse Error'],
  ['server/jetstream_api.go', '$JS.API.META.RESCUE', '$JS.API.META.SAVE'],
  ['server/server.go', '"Server is ready"', '"Server is up"'],
  ['server/errors.go', 'cluster name is reserved', 'name is reserved'],
  ['server/stream.go', 'retryMaximum = 2 *', 'retryMaximum = 1 *'],
  ['server/monitor.go', '"direct-consumers"', '"direct"'],
  ['server/monitor.go', 'json:"leafnodes"', 'json:"leafs_here"'],
  ['conf/lex.go', "'='", "'≔'"],
  ['go.mod', '\ngo 1.', '\ngo 2.'],
];

test('what came, went or changed in another release is told, with what is known of it here', async () => {
  const wanted = /\/(?:server|conf)\/[^/]*(?<!_test)\.go$|\/go\.mod$|\/(?:server|conf)$/;
  await cp(pinned.folder, folder, {
    recursive: true,
    filter: (from) => from === pinned.folder || wanted.test(from),
  });
  for (const [file, find, put] of changes) {
    const at = path.join(folder, file);
    const source = await readFile(at, 'utf8');
    expect(source.includes(find), `${find} in ${file}`).toBe(true);
    await rm(at, { force: true });
    await writeFile(at, source.replaceAll(find, put));
  }
  const sections = await compare(pinned, await readSource(folder));
  const told = sections.map(({ ours, lines }) => [ours, ...lines].join('\n')).join('\n\n');
  for (const line of [
    'server/jetstream_cluster.go, func (js *jetStream) setupMetaGroup: does NOT apply: what it is in is gone',
    'server/reload.go, func (s *Server) reloadClientTraceLevel: does NOT apply: the text that it replaces has changed',
    '-\tif opts.NoLog {\n+\tif opts.NoLog && s.isRunning() {',
    'server/client.go, const ( nbPoolSizeSmall: applies; what is around it has changed',
    'came "keep_interest" of parseLeafNodes: not known, though others of this function are',
    'went "isolate_leafnode_interest" of parseLeafNodes: known as leafnodes.isolate_leafnode_interest',
    'came errors.go "name is reserved": no page',
    'went client.go "Not permitted to deliver to %q": message',
    'went jetstream_cluster.go setupMetaGroup',
    'went leafnode.go, func (c *client) processLeafSub(argo []byte) (err error) {',
    'changed route.go, func (c *client) processRemoteSub(',
    'came $JS.API.META.SAVE (JSApiMetaRescue): explained as "Request to the local JetStream: {request}."',
    'went errors.go "cluster name is reserved": The hub’s cluster is named as this server is.',
    'came stream.go retryMaximum = 1 * time.Minute',
    'went "Server is ready"',
    'came direct of HandleJsz',
    'went leafnodes of Leafz',
    'changed conf/lex.go',
    'came go 2.26',
  ])
    expect(told).toContain(line);
});

test('each of our files that a section names is there', async () => {
  const none = { folder: path.join(folder, 'none'), functions: [], types: [], texts: [] };
  const sections = await compare(pinned, none);
  const files = sections.flatMap(({ ours }) => ours.split(', '));
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  expect(sections.length).toBeGreaterThan(12);
});
