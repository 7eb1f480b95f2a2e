import { expect, test } from 'vitest';
import type { SearchEntry } from '../../search/search-entry.ts';
import { searchIn } from '../../search/search.ts';
import { scoped } from './scoped.ts';

const page = (url: string, title: string, text: string): SearchEntry => ({
  url,
  title,
  part: '',
  description: '',
  sections: [{ heading: title, text }],
});
const search = searchIn([
  page('/list/twice', 'Stored twice', 'Each message is stored twice.'),
  page('/list/empty', 'A mirror stays empty', 'It has no domain.'),
  page('/guide', 'Moving data', 'A mirror copies.'),
]);
const ask = (typed: string, exact: string[] = [], engine: typeof search | undefined = search) => {
  const { found, elsewhere } = scoped(
    ['twice', 'empty'],
    (name) => `/list/${name}`,
    exact,
    typed,
    engine,
  );
  return { found, elsewhere: elsewhere.map(({ url }) => url) };
};

test.each([
  ['mirrors', ['empty'], ['/guide']],
  ['duplicates', ['twice'], []],
  ['moving', [], ['/guide']],
  ['zebra', [], []],
])('“%s” is looked for in the list, and on the whole site', (typed, found, elsewhere) => {
  expect(ask(typed)).toEqual({ found, elsewhere });
});

test('an entry with the very words is there, also if the search does not know them', () => {
  expect(ask('mirror #3161', ['twice'])).toMatchObject({ found: ['twice', 'empty'] });
  expect(ask('#3161', ['twice'])).toEqual({ found: ['twice'], elsewhere: [] });
});

test('without the search there are the entries with the very words', () => {
  expect(scoped(['twice'], String, ['twice'], 'twice', undefined)).toEqual({
    found: ['twice'],
    elsewhere: [],
  });
});
