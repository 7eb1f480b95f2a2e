import { expect, test } from 'vitest';
import type { MessageEntry } from '../../site-data/message-entry.ts';
import { matching } from './match.ts';

const entry = (title: string, ...messages: string[]): MessageEntry => ({
  path: `/${title}`,
  title,
  description: '',
  level: 'error',
  messages,
});
const loop = entry(
  'Loop detected',
  'Loop detected for leafnode account=%q. Delaying attempt to reconnect for %v',
);
const created = entry('Leafnode connection created', 'Leafnode connection created%s %s');
const error = entry('Leafnode Error', 'Leafnode Error %s');
const all = [loop, created, error];
const found = (typed: string) => matching(all, typed).map(({ title }) => title);

test('words in any order find a message, and none find all', () => {
  expect(found('')).toHaveLength(3);
  expect(found('created LEAFNODE')).toEqual(['Leafnode connection created']);
  expect(found('gateway')).toEqual([]);
});

test('a whole line of a log finds each message that is in it', () => {
  const line =
    '[1] 2026/03/02 09:14:31.482113 [ERR] 10.0.0.5:7422 - lid:9 - Leafnode Error \'Loop detected for leafnode account="ORDERS". Delaying attempt to reconnect for 30s\'';
  expect(found(line)).toEqual(['Loop detected', 'Leafnode Error']);
});
