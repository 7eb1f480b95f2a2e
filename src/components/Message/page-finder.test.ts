import { expect, test } from 'vitest';
import type { MessageEntry } from '../../site-data/message-entry.ts';
import { pageFinder } from './page-finder.ts';

const page = (path: string, ...messages: string[]) => ({ path, messages }) as MessageEntry;
const pageOf = pageFinder([
  page('/error', "Leafnode Error '%s'"),
  page('/authorization', 'Authorization Violation'),
  page('/dial', 'Error trying to connect as leafnode to remote server %q (attempt %v): %v'),
  page('/short', '%s: %v'),
]);

test('of the messages in a line, that with the most words of its own has the page', () => {
  expect(pageOf("1.2.3.4:7422 - lid:9 - Leafnode Error 'Authorization Violation'")?.path).toBe(
    '/authorization',
  );
  expect(pageOf("Leafnode Error 'Loop'")?.path).toBe('/error');
  const dial = (attempt: number) =>
    `not listed by leaf; leaf says: Error trying to connect as leafnode to remote server "hub:1" (attempt ${attempt}): no`;
  expect(pageOf(dial(1))?.path).toBe('/dial');
  expect(pageOf(dial(12))?.path).toBe('/dial');
  expect(pageOf('Server is ready: yes')).toBeUndefined();
});
