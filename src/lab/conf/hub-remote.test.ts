import { expect, test } from 'vitest';
import { apart, joining, joins, remedyFor } from './hub-remote.ts';

const config = 'server_name: tab\n';

test('a configuration joins a hub, then another, and none', () => {
  const one = joining(config, 'hub', { type: 'none' });
  expect(one).toContain('url: "nats-leaf://hub:7422"');
  expect(joins(one)).toBe(true);
  const other = joining(one, 'hub', { type: 'password', user: 'me@home', password: 'a:b' });
  expect(other).toContain('"nats-leaf://me%40home:a%3Ab@hub:7422"');
  expect(other.match(/remotes/g)).toHaveLength(1);
  expect(apart(other)).toBe(config);
  expect(joins(apart(other))).toBe(false);
});

test('credentials are a file, a seed is in the remote', () => {
  const text =
    '-----BEGIN NATS USER JWT-----\nx\n------END…\n-----BEGIN USER NKEY SEED-----\nSU…\n';
  expect(joining(config, 'hub', { type: 'creds', text })).toContain('credentials: "/hub.creds"');
  const seed = `SU${'A'.repeat(56)}`;
  expect(joining(config, 'hub', { type: 'nkey', seed })).toContain(`nkey: "${seed}"`);
});

test.each([
  [{ type: 'password', user: '', password: 'x' } as const, 'Name a user'],
  [{ type: 'creds', text: 'SUABC' } as const, 'no .creds file'],
  [{ type: 'nkey', seed: 'SAABC' } as const, 'begins with SU'],
])('%o is refused with what is wanted', (login, words) => {
  expect(() => joining(config, 'hub', login)).toThrow(words);
});

test('a refusal comes with what to do', () => {
  expect(remedyFor("'Authorization Violation'")).toContain('does not know this login');
  expect(remedyFor('Loop detected for leafnode account')).toContain('one remote');
  expect(remedyFor('something else')).toContain('log');
});
