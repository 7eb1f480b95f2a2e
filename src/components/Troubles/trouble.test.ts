import { expect, test } from 'vitest';
import type { Trouble } from '../../site-data/trouble-entry.ts';
import { issueUrl, issueWords, matching } from './trouble.ts';

const trouble = (title: string, more: Partial<Trouble> = {}): Trouble => ({
  id: title,
  title,
  symptom: '',
  description: '',
  issues: [],
  ...more,
});

const twice = trouble('Stored twice', { issues: [3161, 'nats-io/nats.net#467'] });
const missing = trouble('Wrong domain', { symptom: 'stream not found (10059)' });

test.each([
  ['', [twice, missing]],
  ['10059', [missing]],
  ['#3161', [twice]],
  ['nats.net', [twice]],
  ['FOUND stream', [missing]],
  ['stored nowhere', []],
])('“%s” finds what has all its words', (words, found) => {
  expect(matching([twice, missing], words)).toEqual(found);
});

test('an issue of nats-server is its number alone', () => {
  expect([issueWords(3161), issueWords('nats-io/nats.net#467')]).toEqual(['#3161', 'nats.net#467']);
  expect([issueUrl(3161), issueUrl('nats-io/nats.net#467')]).toEqual([
    'https://github.com/nats-io/nats-server/issues/3161',
    'https://github.com/nats-io/nats.net/issues/467',
  ]);
});
