import { expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import { withoutEchoes } from './without-echoes.ts';

const refused: Finding = {
  rule: 'login-refused',
  severity: 'error',
  server: 'leaf',
  link: 'leaf-hub',
  place: { path: 'leaf.conf', line: 4 },
  words: 'The hub refuses this remote.',
  remedy: 'Name a user.',
};
const down: Finding = {
  rule: 'link-not-up',
  severity: 'error',
  server: 'leaf',
  link: 'leaf-hub',
  words: 'leaf has no leaf connection to hub. leaf says: Authorization Violation',
  remedy: 'Mend it.',
};

test('what a configuration explains is told once, with the words of the server', () => {
  expect(withoutEchoes([refused], [down])).toEqual([
    { ...refused, words: 'The hub refuses this remote. leaf says: Authorization Violation' },
  ]);
});

test('what it does not explain stays', () => {
  const other = { ...down, link: 'leaf-spare' };
  expect(withoutEchoes([refused], [other])).toEqual([refused, other]);
  expect(withoutEchoes([], [down])).toEqual([down]);
  const unrelated = { ...refused, rule: 'plain-secret' };
  expect(withoutEchoes([unrelated], [down])).toEqual([unrelated, down]);
});

test('the cause may be at the other end', () => {
  const cause = { ...refused, rule: 'same-domain', link: undefined!, server: 'west' };
  const twice = { ...down, rule: 'domain-answers-twice', server: 'hub', link: undefined! };
  const seen = { ...twice, words: 'It is answered 2 times: east and west all take it for theirs.' };
  expect(withoutEchoes([cause], [seen])).toEqual([cause]);
});

test('a loop is told once, whichever link it closes', () => {
  const loop = { ...refused, rule: 'leaf-loop' };
  const closed = { ...down, link: 'leaf-spare', words: 'leaf says: Loop detected for leafnode' };
  expect(withoutEchoes([loop], [closed])).toEqual([
    { ...loop, words: 'The hub refuses this remote. leaf says: Loop detected for leafnode' },
  ]);
  expect(withoutEchoes([loop], [{ ...down, link: 'leaf-spare' }])).toHaveLength(2);
});
