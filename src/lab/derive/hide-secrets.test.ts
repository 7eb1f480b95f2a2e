import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import { hiderOf, secretSpans } from './hide-secrets.ts';

const hidden = (conf: string, words: string) =>
  hiderOf(derive('own', [{ path: 'hub.conf', text: `server_name: hub\n${conf}` }]))(words);
const url = (text: string) => `leafnodes { remotes: [{ url: "${text}" }] }`;

test.each([
  ['', 'parsing leafnode url ["nats://u:S3cret%zz@hub:7422"]', '["nats://[hidden]@hub:7422"]'],
  ['', 'parsing route url ["nats://hub:S3c/ret@hub:7422"]', '["nats://[hidden]@hub:7422"]'],
  ['', 'dialling //a@b:S3cret@hub:7422', 'dialling //[hidden]@hub:7422'],
  ['', `not a valid seed: "SUACSSL3${'A'.repeat(30)}"`, 'not a valid seed: "[hidden]"'],
  [
    'authorization { user: a, password: $S3cretPw }',
    "variable reference for 'S3cretPw' on line 2 can not be found",
    "variable reference for '[hidden]' on line 2",
  ],
  [
    'authorization { user: a, password: $LEAF_PASSWORD }',
    "variable reference for 'LEAF_PASSWORD' on line 2",
    "variable reference for 'LEAF_PASSWORD' on line 2",
  ],
  ['P: S3cretPw\nauthorization { token: $P }', 'no S3cretPw', 'no [hidden]'],
  ['jetstream { key: S3cretPw }', 'no "S3cretPw"', 'no "[hidden]"'],
  // A short one is part of other words.
  ['authorization { user: u, password: a }', 'a user "a"', 'a user "[hidden]"'],
  ['authorization { user: u, password: hub }', 'hub says "hub"', 'hub says "[hidden]"'],
  // A user is called by its name, also if that is its password.
  [
    'authorization { user: admin, password: admin }',
    `the password of admin, refused: "admin"`,
    'the password of admin, refused: "[hidden]"',
  ],
  [
    url('nats://admin:admin@hub'),
    'the password of admin at //admin:admin@hub',
    'the password of admin at //[hidden]@hub',
  ],
  [
    url('nats://admin:admin@hub'),
    'admin, as in admin:admin@hub',
    'admin, as in admin:[hidden]@hub',
  ],
  // A user without a password is a token.
  [url('nats://S3cretToken@hub'), 'no S3cretToken', 'no [hidden]'],
  ['USER: S3cretPw\nauthorization { user: u, password: $USER }', 'no S3cretPw', 'no [hidden]'],
  // Where the reader would misread, the text is still looked at.
  ['nonsense ]] } " password = S3cretPw', 'no S3cretPw', 'no [hidden]'],
  [url('nats://u:S3%63ret@hub'), 'as S3cret or S3%63ret', 'as [hidden] or [hidden]'],
  [url('nats://u:p@hub'), 'remote at hub:7422 of hub', 'remote at hub:7422 of hub'],
  // Where a URL belongs, all before the last @ may be a login.
  [url('app:S3cret@hub:7422'), 'no S3cret', 'no [hidden]'],
  [url('S3cret@hub:7422'), 'no S3cret', 'no [hidden]'],
  [url('nats:a:S3cret@hub:7422'), 'no a:S3cret', 'no [hidden]'],
  [url('nats:/S3cret@hub:7422'), 'no /S3cret', 'no [hidden]'],
  ['resolver: URL(app:S3cret@hub)', 'no S3cret', 'no [hidden]'],
  ['U: "app:S3cret@hub"\nleafnodes { remotes: [{ url: $U }] }', 'no S3cret', 'no [hidden]'],
  ['authorization: S3cret', 'no S3cret', 'no [hidden]'],
  ['websocket { headers { Authorization: "Bearer S3cret" } }', 'no Bearer S3cret', 'no [hidden]'],
  ['authorization { users: [{ nkey: UAAA }] }', 'port 4222 is in use', 'port 4222 is in use'],
])('%s: %s', (conf, words, told) => {
  expect(hidden(conf, words)).toContain(told);
  expect(hidden(conf, words)).not.toMatch(/S3c/);
});

test('what passes something on, and the path of a file, are no secrets', () => {
  for (const key of [
    'proxy_pass',
    'proxy_cache_bypass',
    'passive',
    'pass_through',
    'password_file',
  ])
    expect(secretSpans(`${key}: hub`), key).toEqual([]);
  for (const key of ['db_pass', 'passwrod', 'passphrase', 'tokn_secret'])
    expect(secretSpans(`${key}: hub`), key).not.toEqual([]);
});

test('where a text has logins, their URLs and all else stay', () => {
  const bare = (text: string) => secretSpans(text).map(({ start, end }) => text.slice(start, end));
  expect(bare('url: "nats://a:S3cret@hub:7422"')).toContain('S3cret');
  expect(bare('url: "app:S3cret@hub:7422"')).toEqual(['S3cret']);
  expect(bare('url: "nats://hub:7422"\nserver_name: "a@b"')).toEqual([]);
  expect(bare(`x: "${'/'.repeat(400_000)}"`)).toEqual([]);
  expect(bare(`# ${'a.'.repeat(200_000)}`)).toEqual([]);
});
