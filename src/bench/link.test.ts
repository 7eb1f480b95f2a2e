import { deflateSync } from 'fflate';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase64url } from './base64url.ts';
import type { BenchState } from './bench.ts';
import { dictionary1 } from './dictionary-1.ts';
import keptLinks from './kept-links.json' with { type: 'json' };
import { linkOf, longestFragment, LinkError, stateOf, TooLong } from './link.ts';

const bench = (changes: Partial<BenchState> = {}): BenchState => ({
  name: 'Mine',
  files: [{ path: 'hub.conf', text: 'server_name: hub\nleafnodes { port: 7422 }\n' }],
  places: {},
  assigned: {},
  commands: [],
  cut: [],
  server: '2.15.2',
  ...changes,
});
const fragmentOf = async (state: BenchState) => (await linkOf(state)).fragment;
/** A link as somebody makes it who has only read how links are made. */
function forged(json: string): string {
  const bytes = new TextEncoder().encode(json);
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  const packed = deflateSync(bytes);
  const all = new Uint8Array(4 + packed.length);
  new DataView(all.buffer).setUint32(0, sum);
  all.set(packed, 4);
  return `1${toBase64url(all)}`;
}
/** Text that no dictionary makes shorter, the same at each run. */
function noise(length: number): string {
  let seed = 7;
  const next = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 16;
  return Array.from({ length }, () => String.fromCharCode(97 + (next() % 26))).join('');
}

describe('links that people have kept', () => {
  test('the dictionary of format 1 is what it was: links are read with it for ever', () => {
    expect(createHash('sha256').update(dictionary1).digest('hex')).toBe(
      '4d205f9c62baa3761482288d1187576d7e2618b2dd0a1773996383c4d6a2bcb3',
    );
  });

  test.each(keptLinks)('$name', async ({ fragment, state }) => {
    expect(await stateOf(fragment)).toEqual(state);
  });

  test('say the same when they are made again', async () => {
    expect(keptLinks.length).toBeGreaterThanOrEqual(6);
    for (const { state } of keptLinks)
      expect(await stateOf(await fragmentOf(state as unknown as BenchState))).toEqual(state);
  });
});

describe('what programs do to a link', () => {
  const state = bench({ name: 'Ünser Netz – 網路 🌿' });

  test.each<[string, (link: string) => string]>([
    ['nothing', (link) => link],
    ['# in front', (link) => `#${link}`],
    ['%23 in front', (link) => `%23${link}`],
    [') behind', (link) => `${link})`],
    ['a full stop behind', (link) => `${link}.`],
    ['quotes and more words behind', (link) => `${link}" and so on`],
    ['_ around, as Markdown has it', (link) => `${link}_`],
    ['> behind', (link) => `${link}>`],
    ['lines broken', (link) => link.replace(/.{40}/g, '$&\r\n')],
    ['lines broken, as %0A', (link) => link.replace(/.{40}/g, '$&%0D%0A')],
    ['spaces of no width', (link) => link.replace(/.{40}/g, '$&\u200b')],
    [
      'percent-encoded',
      (link) => link.replace(/[-_]/g, (char) => `%${char.charCodeAt(0).toString(16)}`),
    ],
    [
      'all of it percent-encoded',
      (link) => link.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`),
    ],
  ])('%s: it is read', async (_, change) => {
    expect((await stateOf(change(await fragmentOf(state)))).name).toBe(state.name);
  });

  test('one that was cut is told as such, wherever it was cut', async () => {
    const link = await fragmentOf(state);
    // The last character may hold nothing but the end of the last byte.
    for (let length = 1; length < link.length - 2; length += 1)
      await expect(stateOf(link.slice(0, length)), `${length}`).rejects.toThrow(
        /was cut off, or altered on its way: it is read no further than [\d,]+ characters/,
      );
  });

  test('one that was altered in any place is never read as another', async () => {
    const link = await fragmentOf(state);
    for (let at = 1; at < link.length - 2; at += 1) {
      const other = link[at] === 'A' ? 'B' : 'A';
      const read = await stateOf(link.slice(0, at) + other + link.slice(at + 1)).catch(
        (error: unknown) => error,
      );
      if (read instanceof Error) {
        expect(read).toBeInstanceOf(LinkError);
        expect(read.message).toMatch(/was altered|was cut off|cannot be opened/);
      } else expect((read as BenchState).name).toBe(state.name);
    }
  });

  test.each([
    ['', 'has no bench behind its #'],
    ['#', 'has no bench behind its #'],
    ['2abcdefghijkl', 'made by a newer Leafwise (format 2)'],
    ['the-hub', 'This is no link of a bench'],
    ['1', 'was cut off'],
    ['1!!!', 'was cut off'],
    ['x'.repeat(10_000_001), 'is 10 MB long'],
    [`1${'_'.repeat(1000)}`, 'was altered'],
  ])('%#: a sentence', async (fragment, words) => {
    const told = await stateOf(fragment).catch((error: unknown) => error as Error);
    expect(told).toBeInstanceOf(LinkError);
    expect((told as Error).message).toContain(words);
  });
});

describe('a link that was made to do harm', () => {
  const json = (changes: object) => JSON.stringify({ ...bench(), ...changes });
  const file = (path: string, text = '') => ({ files: [{ path, text }] });

  test.each<[string, string]>([
    ['deep JSON', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['no JSON', 'hello'],
    ['another JSON', '[]'],
    ['nothing', 'null'],
    ['missing fields', '{}'],
    ['names with line breaks', json({ name: 'a\nb' })],
    ['names that turn direction', json({ name: 'a\u202eb' })],
    ['half a character', json(file('a.conf', 'a').files[0] ? { name: '\ud800' } : {})],
    ['half a character in a text', json(file('a.conf', '\udc00'))],
    ['NUL in a text', json(file('a.conf', 'a\0'))],
    ['NUL in a path', json(file('a\0.conf'))],
    ['a path upwards', json(file('../a.conf'))],
    ['a path upwards, below', json(file('a/../../a.conf'))],
    ['an absolute path', json(file('/etc/passwd'))],
    ['a drive', json(file('C:\\a.conf'))],
    ['a path of Windows', json(file('..\\a.conf'))],
    ['no path', json(file(''))],
    ['a double path', json({ files: [...file('a').files, ...file('a').files] })],
    [
      'too many files',
      json({ files: Array.from({ length: 201 }, (_, i) => ({ path: `${i}`, text: '' })) }),
    ],
    ['a file that is too long', json(file('a', 'a'.repeat((1 << 20) + 1)))],
    ['a text that is none', json({ files: [{ path: 'a', text: { toString: 1 } }] })],
    ['no finite number', json({ places: { hub: { x: 1, y: null } } })],
    [
      'a number too large',
      '{"name":"","files":[],"places":{"a":{"x":1e999,"y":0}},"assigned":{},"commands":[],"cut":[],"server":""}',
    ],
    ['a list for names', json({ places: [] })],
    [
      'commands of several lines',
      json({ commands: [{ server: 'hub', line: 'nats pub a b\nnats pub c d' }] }),
    ],
  ])('%s: a sentence, and nothing else', async (_, text) => {
    const told = await stateOf(forged(text)).catch((error: unknown) => error as Error);
    expect(told).toBeInstanceOf(LinkError);
    expect((told as Error).message).toMatch(
      /^This link cannot be opened: .+\. Ask for the bench as a file\.$/,
    );
    expect((told as Error).message.length).toBeLessThan(300);
  });

  test('what unpacks to very much is left as soon as it is too much', async () => {
    const bomb = deflateSync(new Uint8Array(30_000_000));
    await expect(stateOf(`1${toBase64url(new Uint8Array([0, 0, 0, 0, ...bomb]))}`)).rejects.toThrow(
      /unpacks to more than 10 MB/,
    );
  });

  test('names that objects have by themselves are names as any other', async () => {
    const text = json({}).replace(
      '"places":{}',
      '"places":{"__proto__":{"x":1,"y":2},"constructor":{"x":3,"y":4}}',
    );
    const { places } = await stateOf(forged(text));
    expect(Object.entries(places)).toEqual([
      ['__proto__', { x: 1, y: 2 }],
      ['constructor', { x: 3, y: 4 }],
    ]);
    expect(Object.getPrototypeOf(places)).toBeNull();
    expect(({} as { x?: number }).x).toBeUndefined();
    expect((await stateOf(await fragmentOf(bench({ places })))).places).toEqual(places);
  });

  test('fields that are not known are left out', async () => {
    const read = await stateOf(forged(json({ other: 1, __proto__: { polluted: true } })));
    expect(Object.keys(read).sort()).toEqual(Object.keys(bench()).sort());
  });

  test('a script in a name stays text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    expect((await stateOf(forged(json({ name })))).name).toBe(name);
  });

  test('files that include each other are text here', async () => {
    const files = [
      { path: 'a.conf', text: 'include b.conf' },
      { path: 'b.conf', text: 'include a.conf' },
    ];
    expect((await stateOf(await fragmentOf(bench({ files })))).files).toEqual(files);
  });
});

describe('a bench that cannot be shared as a link', () => {
  test('is too long: it says how long, how long it may be, and what to do', async () => {
    const state = bench({ files: [{ path: 'a.conf', text: `# ${noise(60_000)}` }] });
    const told = await linkOf(state).catch((error: unknown) => error as Error);
    expect(told).toBeInstanceOf(TooLong);
    expect((told as Error).message).toMatch(
      /^This bench is too large for a link: it takes \d\d,\d{3} characters, .* up to 32,000 characters\. Save it as a file, and share that\.$/,
    );
  });

  test('holds what could not be read again', async () => {
    await expect(linkOf(bench({ files: [{ path: 'a.conf', text: 'a\0' }] }))).rejects.toThrow(
      'This bench cannot be shared: a file has characters that no text has',
    );
  });
});

test('a hub with a leaf takes a few hundred characters', async () => {
  const leaf = 'server_name: leaf\nleafnodes {\n  remotes: [{ url: "nats-leaf://hub:7422" }]\n}\n';
  const fragment = await fragmentOf(
    bench({ files: [...bench().files, { path: 'leaf.conf', text: leaf }] }),
  );
  expect(fragment).toMatch(/^1[\w-]+$/);
  expect(fragment.length).toBeLessThan(300);
  expect(fragment.length).toBeLessThan(longestFragment);
});
