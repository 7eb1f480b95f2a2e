import { expect, test } from 'vitest';
import { derive, type Derived } from '../lab/derive/derive.ts';
import { networks } from '../../tests/support/networks.ts';
import { pack, type PackFor } from './pack.ts';
import type { PackedFile } from './packed-file.ts';
import { refuseLogins } from './refuse-logins.ts';
import { partsOf } from './part.ts';
import { packCompose } from './compose.ts';

const places = ['compose', 'helm', 'systemd', 'cli'] as const;
const network = (text: string) => derive('own', [{ path: 'a.conf', text }]);

const users = (user: string) => `port: 4222\naccounts { A { users: [{ ${user} }] } }\n`;
const odd = [
  users('user: a, password: "S3cr"et"'),
  users("user: a, password: 'S3c'ret'"),
  users('user: a, password: "S3cret'),
  users('user: a, password = S3c{ret'),
  users('user: a, password = S3c}ret'),
  users('user: a, password = S3c]ret'),
  users('user: a, password S3cret'),
  users('user: a, "password": S3cret'),
  users("user: a, 'Pass' = 'S3cret'"),
  users('user: a, password:\n S3cret'),
  users('user: a, password: [S3cret]'),
  users('user: a, password: { S3cret: 1 }'),
  users('user: a, password: (\nS3cret\n)'),
  users('user: a; pass_word: S3cret'),
  users('user: a, password: S3cret // S3cret'),
  `P: S3cret\n${users('user: a, password: $P')}`,
  `P { Q: S3cret }\n${users('user: a, password: $P')}`,
  `P: [{ user: a, password: S3cret }]\naccounts { A { users: $P } }`,
  'authorization: { token = S3cret }',
  'authorization token S3cret',
  'jetstream { key: S3cret, cipher: aes, store_dir: /data }',
  'jetstream { tpm { keys_file: /k, encryption_password: S3cret, srk_password: S3cret2 } }',
  'leafnodes { remotes: [{ url: nats://a:S3cret@hub:7422 }] }',
  'leafnodes { remotes: [{ url: "nats://S3cret@hub:7422" }] }',
  'leafnodes { remotes: [{ url: "nats://a:S3c@ret@hub:7422" }] }',
  'leafnodes { remotes: [{ url: "app:S3cret@hub:7422" }] }',
  'leafnodes { remotes: [{ url: "S3cret@hub:7422" }] }',
  'leafnodes { remotes: [{ url: "nats:/S3cret@hub:7422" }] }',
  'U: "nats:a:S3cret@hub:7422"\nleafnodes { remotes: [{ url: $U }] }',
  'resolver: URL(app:S3cret@hub)',
  'authorization: S3cret',
  'websocket { port: 80, no_tls: true, headers { Authorization: "Bearer S3cret" } }',
  'leafnodes { remotes: [{ url: "nats://a:S3c ret@hub:7422" }] }',
  'leafnodes { remotes: [{ url: "nats://a:S3%63ret@hub:7422" }] }',
  'leafnodes { remotes: [{ url: "nats://a:S3\\x63ret@hub:7422" }] }',
  'leafnodes { remotes: [{ url: "hub:7422", proxy { url: "http://p:1", username: a, password: S3cret } }] }',
  'leafnodes { remotes: [{ url: nats://a:S3c"ret@hub:7422 }] }',
  'cluster { name: c, port: 6222, routes: [ nats-route://a:S3cret@b:6222 nats-route://a:S3cret@c:6222 ] }',
  'leafnodes { remotes: [{ url: "nats://hub:7422", nkey: "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY" }] }',
];

/** What of a secret shows it, whole or in part. */
const shows = /S3(c|%63|\\x63)|SUACSSL3/;

test.each(places)('for %s, no file but those for logins has a secret, however it is read', (to) => {
  let packed = 0;
  for (const text of odd) {
    let files: PackedFile[] = [];
    try {
      files = pack(network(`leafnodes { port: 7422 }\n${text}`), to);
      packed += 1;
    } catch (error) {
      expect(String(error)).toContain('No file was written.');
      expect(String(error), text).not.toMatch(shows);
    }
    for (const { path, text: written, logins } of files)
      if (!logins) expect(written, `${path} of ${text}`).not.toMatch(shows);
  }
  // Most are sound, and are packed.
  expect(packed).toBeGreaterThan(15);
});

test('a login that is also a word of the pack is packed', () => {
  for (const word of ['nats', 'password', 'secret', 'a', 'app', 'hub', '4222', 'Secret'])
    for (const to of places)
      expect(
        pack(
          network(
            `server_name: hub\nport: 4222\nleafnodes { port: 7422 }\naccounts { A { users: [{ user: app, password: "${word}" }] } }\n`,
          ),
          to,
        ).length,
      ).toBeGreaterThan(1);
});

test.each(Object.keys(networks))('the network %s is packed', (name) => {
  for (const to of places) expect(pack(derive(name, networks[name]!), to)).not.toEqual([]);
});

test('a leak is told with its line, in the pack and in the configuration, and without the secret', () => {
  const derived = network('port: 4222\nauthorization { user: a, password: S3cret }\n');
  const leaking = (of: Derived): PackedFile[] => [
    ...packCompose(of, partsOf(of)),
    { path: 'notes.md', text: `one\n${of.confs.get('a')!.text.split('\n')[1]}\n` },
  ];
  const told = () => refuseLogins(leaking(derived), derived, leaking);
  expect(told).toThrow(
    'Line 2 of notes.md would have a part of a login, which stands at a.conf:2, and anybody may read that file.',
  );
  expect(told).not.toThrow('S3cret');
});

test.each([
  ['port: 4222\naccounts { A {', 'a.conf:2 opens a brace that is never closed'],
  [
    'port: 4222\nauthorization { token: "S3cret }',
    'a.conf:2 begins with a quote that is never closed',
  ],
  [users('user: a, password: S3c}ret9'), 'a.conf:2 follows a value that has ended'],
  [users('user: a, password: "x" S3cret'), 'a.conf:2 follows a value that has ended'],
  [`port: 4222\nx: ${'['.repeat(600)}`, 'not read beyond line 2 of a.conf'],
])('what is not read to its end is not packed: %j', (text, words) => {
  for (const to of places) expect(() => pack(network(text), to satisfies PackFor)).toThrow(words);
});

test('an account may be called as a secret is', () => {
  const text =
    'server_name: a\nport: 4222\naccounts { passport: { users: [{ user: a, password: b }] } }\n';
  for (const to of places) expect(pack(network(text), to)).not.toEqual([]);
});
