import { expect, test } from 'vitest';
import type { SearchEntry } from './search-entry.ts';
import { excerpt, marked } from './excerpt.ts';
import { searchIn } from './search.ts';
import { stemOf, wordsIn } from './words.ts';

const entry = (url: string, title: string, text: string): SearchEntry => ({
  url,
  title,
  part: 'Guides',
  description: '',
  sections: [{ heading: title, text }],
});

const search = searchIn([
  entry(
    '/loop',
    'A loop is found',
    'The log says Loop detected for leafnode account="ACC". Delaying attempt to reconnect for 30s',
  ),
  entry(
    '/domains',
    'Domains',
    'The request left the hub as $JS.leaf.API.STREAM.CREATE.ORDERS and was answered.',
  ),
  entry('/deny', 'Deny what must not pass', 'Set deny_imports and deny_exports on the remote.'),
  entry(
    '/debug',
    'Not permitted to subscribe',
    'Not permitted to subscribe to "$JS.API.>" is no error.',
  ),
]);
const found = (query: string) => search(query).map(({ url }) => url);

test('a whole line of a log is found by what it says', () => {
  const line =
    '[1234] 2026/03/01 10:20:30.123456 [ERR] 127.0.0.1:7422 - lid:5 - Loop detected for leafnode account="ORDERS". Delaying attempt to reconnect for 30s';
  expect(found(line)).toEqual(['/loop']);
  expect(
    found('[7] 2026/03/01 10:20:30.1 [DBG] Not permitted to subscribe to "$JS.API.>"')[0],
  ).toBe('/debug');
});

test('a part of a subject is found, and a whole one', () => {
  expect(found('STREAM.CREATE')).toEqual(['/domains']);
  expect(found('$JS.leaf.API.STREAM.CREATE.ORDERS')[0]).toBe('/domains');
});

test('a configuration key is found by itself and by its parts', () => {
  expect(found('deny_imports')).toEqual(['/deny']);
  expect(found('exports')).toEqual(['/deny']);
});

test('the beginning of the last word is enough, and a slip of the finger is forgiven', () => {
  expect(found('delu')).toEqual([]);
  expect(found('dela')).toEqual(['/loop']);
  expect(found('reconect')).toEqual(['/loop']);
});

test('a heading counts for more than the text', () => {
  const two = searchIn([
    entry('/text', 'Other', 'A leaf has a hub.'),
    entry('/heading', 'The hub', 'It listens.'),
  ]);
  expect(two('hub').map(({ url }) => url)).toEqual(['/heading', '/text']);
});

test('the words of a sentence that a page is not about do not count', () => {
  const two = searchIn([
    entry('/when', 'When not to use one, and what it is', 'It is for when it does not do.'),
    entry('/twice', 'Messages arrive twice', 'A message is delivered for each connection.'),
  ]);
  expect(two('What to do when a message is not delivered to the leaf?')[0]!.url).toBe('/twice');
  expect(two('what is it')[0]!.url).toBe('/when');
});

test('a page is found by words that its readers use and it does not', () => {
  const two = searchIn([
    entry('/other', 'Other', 'A chart of delays.'),
    { ...entry('/hub', 'The hub', 'It listens.'), asked: ['Helm chart'] },
  ]);
  expect(two('helm')[0]!.url).toBe('/hub');
});

test('nothing is found by nothing', () => {
  expect(found('')).toEqual([]);
  expect(found('zebra')).toEqual([]);
});

test('words are told apart by what is no letter', () => {
  expect(wordsIn('$JS.hub.API deny_imports --js-domain')).toEqual([
    'JS',
    'hub',
    'API',
    'deny_imports',
    'deny',
    'imports',
    'js',
    'domain',
  ]);
});

test.each([
  ['leaf leaves leafs Leaf'],
  ['mirror mirrors mirrored mirroring'],
  ['source sources sourced sourcing'],
  ['connect connects connected connection connections'],
  ['stop stops stopped stopping'],
  ['stall stalled stalls'],
  ['entry entries'],
  ['address addresses'],
  ['authorization authorisations'],
])('%s have one stem', (words) => {
  expect(new Set(words.split(' ').map(stemOf)).size).toBe(1);
});

test.each([
  ['operator operations'],
  ['stale stall'],
  ['server service'],
  ['route rotate'],
  ['tls tl'],
])('%s have two stems', (words) => {
  expect(new Set(words.split(' ').map(stemOf)).size).toBe(2);
});

test('a leafnode is a leaf node', () => {
  expect(wordsIn('Leafnodes of a leafnode')).toEqual(['leaf', 'node', 'of', 'a', 'leaf', 'node']);
});

test('a word is found by its synonyms, both ways, and by itself first', () => {
  const two = searchIn([
    entry('/line', 'The line', 'It is down.'),
    entry('/wan', 'A WAN', 'It is down.'),
    entry('/want', 'What they want', 'It is down.'),
  ]);
  const urls = (query: string) => two(query).map(({ url }) => url);
  expect(urls('wan')).toEqual(['/wan', '/line']);
  expect(urls('line')).toEqual(['/line', '/wan']);
});

test('a page is one hit, with its parts that are about the query', () => {
  const [hit, ...more] = searchIn([
    {
      ...entry('/data', 'Moving data', 'A copy.'),
      sections: [
        { heading: 'Moving data', text: 'A copy.' },
        { id: 'source', heading: 'A source', text: 'From many. Or mirror them.' },
        { id: 'mirror', heading: 'A mirror', text: 'From one.' },
      ],
    },
  ])('mirrors');
  expect(more).toEqual([]);
  expect(hit).toMatchObject({ url: '/data', title: 'Moving data', text: 'From one.' });
  expect(hit!.parts.map(({ id }) => id)).toEqual(['mirror']);
});

test('a guide comes before a message, and a message first for its own words', () => {
  const message: SearchEntry = {
    ...entry('/message', 'Compression is', 'The compression of the link.'),
    part: 'Messages of the server',
    says: ['Compression value is: %s'],
  };
  const two = searchIn([message, entry('/guide', 'Compression', 'It saves bytes.')]);
  expect(two('compression')[0]!.url).toBe('/guide');
  for (const line of [
    'Compression value is: s2_auto',
    '[7] 2026/03/01 10:20:30.1 [INF] Reloaded: compression',
  ]) {
    expect(two(line)[0]!.url).toBe('/message');
  }
});

test('a word that every object has is a word', () => {
  expect(found('constructor')).toEqual([]);
  expect(searchIn([entry('/a', 'Constructor', '')])('constructor')).toHaveLength(1);
});

test('what was found is marked in each of its forms', () => {
  expect(marked('A hub, two hubs, no shub.', new Set(['hub']))).toEqual([
    { text: 'A ', found: false },
    { text: 'hub', found: true },
    { text: ', two ', found: false },
    { text: 'hubs', found: true },
    { text: ', no shub.', found: false },
  ]);
});

test('an excerpt begins near the words, and begins and ends with whole ones', () => {
  const text = `${'before '.repeat(40)}here is the hub ${'after '.repeat(40)}`;
  const said = excerpt(text, new Set(['hub']), 60)
    .map(({ text }) => text)
    .join('');
  expect(said).toMatch(/^… (before )+here is the hub (after )+…$/);
});
