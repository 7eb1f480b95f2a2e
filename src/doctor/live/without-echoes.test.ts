import { describe, expect, test } from 'vitest';
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

test('an error is told as an error, though its cause was less when it was read', () => {
  const cause: Finding = { ...refused, rule: 'wrong-port', severity: 'warning' };
  expect(withoutEchoes([cause], [down])).toEqual([
    { ...cause, severity: 'error', words: `${cause.words} leaf says: Authorization Violation` },
  ]);
  const other = { ...refused, rule: 'same-cluster-name' };
  expect(withoutEchoes([cause, other], [down])).toEqual([
    cause,
    { ...other, words: `${other.words} leaf says: Authorization Violation` },
  ]);
  const slow: Finding = { ...down, severity: 'warning' };
  expect(withoutEchoes([cause], [slow])).toMatchObject([
    { rule: 'wrong-port', severity: 'warning' },
  ]);
});

test('an error stays beside what is less, unless both are of one link or server', () => {
  const denied: Finding = {
    ...refused,
    rule: 'denied-subjects',
    severity: 'warning',
    link: undefined!,
  };
  const silent: Finding = { ...down, rule: 'domain-unanswered', server: 'hub', link: undefined! };
  const seen = { ...silent, words: 'The domain hub does not answer leaf.' };
  expect(withoutEchoes([denied], [seen])).toEqual([denied, seen]);
  expect(withoutEchoes([{ ...denied, severity: 'error' }], [seen])).toHaveLength(1);
});

describe('a wrong login at a wrong port', () => {
  const port: Finding = {
    ...refused,
    rule: 'wrong-port',
    severity: 'warning',
    words: 'hub does not listen on port 7442.',
  };
  const says = (words: string): Finding => ({ ...down, words: `leaf says: ${words}` });

  test.each(['dial tcp 10.1.0.1:7442: Connection refused', 'Client Closed'])(
    'is two findings, and %s is said of the port',
    (words) => {
      expect(withoutEchoes([refused, port], [says(words)])).toEqual([
        refused,
        { ...port, severity: 'error', words: `${port.words} leaf says: ${words}` },
      ]);
    },
  );

  test('is a login where the server is refused', () => {
    const words = 'Authorization Violation';
    expect(withoutEchoes([port, refused], [says(words)])).toEqual([
      port,
      { ...refused, words: `${refused.words} leaf says: ${words}` },
    ]);
  });

  test('is not told of a login alone by what is said of a port', () => {
    expect(withoutEchoes([refused], [says('Client Closed')])).toEqual([refused]);
    const dialled = says('dial tcp 10.1.0.1:7442: Connection refused');
    expect(withoutEchoes([refused], [dialled])).toEqual([refused, dialled]);
  });
});
