import { describe, expect, test } from 'vitest';
import { readConf } from '../lab/conf/conf-text.ts';
import type { BenchState } from './bench.ts';
import { fileOf } from './file.ts';
import { linkOf, stateOf } from './link.ts';
import { withoutSecrets } from './without-secrets.ts';

const bench = (files: Record<string, string>, lines: string[] = []): BenchState => ({
  name: 'Mine',
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
  places: {},
  assigned: {},
  commands: lines.map((line) => ({ server: 'hub', line })),
  cut: [],
  server: '2.15.2',
});
const shared = (text: string, path = 'hub.conf') =>
  withoutSecrets(bench({ [path]: text })).state.files[0]?.text;
const seed = `SUA${'A2B3'.repeat(14)}`;
const jwtOf = (type: string) => {
  const part = (each: object) => btoa(JSON.stringify(each)).replaceAll('=', '');
  const body = { sub: 'ABC', iss: 'OBC', name: type, nats: { type, version: 2 } };
  return `${part({ typ: 'JWT' })}.${part(body)}.${'c'.repeat(40)}`;
};

describe('what stands in the place of a secret', () => {
  test.each([
    [
      'authorization { user: a, password: S3c }',
      'authorization { user: a, password: "taken-out-1" }',
    ],
    ["authorization { token: 'S3c' }", 'authorization { token: "taken-out-1" }'],
    ['authorization { password = 123456 }', 'authorization { password = "taken-out-1" }'],
    ['P: S3c\nauthorization { token: $P }', 'P: "taken-out-1"\nauthorization { token: $P }'],
    [
      'Q: S3c\nP: $Q\nauthorization { token: $P }',
      'Q: "taken-out-1"\nP: $Q\nauthorization { token: $P }',
    ],
    [
      'U: [{user: a, password: S3c}]\nauthorization { users: $U }',
      'U: [{user: a, password: "taken-out-1"}]\nauthorization { users: $U }',
    ],
    ['authorization { token: $LEAF_TOKEN }', 'authorization { token: $LEAF_TOKEN }'],
    ['authorization { token: $S3cretPw }', 'authorization { token: "taken-out-1" }'],
    [
      'jetstream { key: S3c, prev_key: old }',
      'jetstream { key: "taken-out-1", prev_key: "taken-out-2" }',
    ],
    ['tls { key_file: "./server.key" }', 'tls { key_file: "./server.key" }'],
    [
      `authorization { users: [{ nkey: U${'A'.repeat(55)} }] }`,
      `authorization { users: [{ nkey: U${'A'.repeat(55)} }] }`,
    ],
    ['url: "nats://a:S3c@hub:7422"', 'url: "nats://a:taken-out-1@hub:7422"'],
    [
      'urls: [nats://a:S3c@h1,nats://b:S3d@h2]',
      'urls: [nats://a:taken-out-1@h1,nats://b:taken-out-2@h2]',
    ],
    ['url: "nats://S3c@hub:7422"', 'url: "nats://taken-out-1@hub:7422"'],
    ['url: "nats://a:p@ss/w:rd@hub"', 'url: "nats://a:taken-out-1@hub"'],
    ['url: "app:S3c@hub:7422"', 'url: "app:taken-out-1@hub:7422"'],
    ['url: "S3c@hub:7422"', 'url: "taken-out-1@hub:7422"'],
    ['url: "nats:a:S3c@hub:7422"', 'url: "nats:taken-out-1@hub:7422"'],
    ['url: "nats:/S3c@hub"', 'url: "nats:taken-out-1@hub"'],
    ['url: "nats://a:p:w S3c@hub"', 'url: "nats://a:taken-out-1@hub"'],
    ['resolver: URL(app:S3c@hub)', 'resolver: URL(app:taken-out-1@hub)'],
    [
      'U: "app:S3c@hub"\nremotes: [{ url: $U }]',
      'U: "app:taken-out-1@hub"\nremotes: [{ url: $U }]',
    ],
    ['server_name: "a@b"', 'server_name: "a@b"'],
    ['authorization: S3c', 'authorization: "taken-out-1"'],
    ['headers { Authorization: "Bearer S3c" }', 'headers { Authorization: "taken-out-1" }'],
    // What the server does not take may be the rest of a secret.
    ['a: [{ password: S3c}ret9 }]\nport: 1', 'a: [{ password: "taken-out-1"\nport: 1'],
    ['a { password: "x"S3c }\nport: 1', 'a { password: "taken-out-1"\nport: 1'],
    ['a { password: S3c,ret9 }', 'a { password: "taken-out-1"'],
    ['a { password: {S3c: 1} }', 'a { password: "taken-out-1" }'],
    ['a { password {x: S3cr} } # S3cr', 'a { password "taken-out-1" } # taken-out-3'],
    ['# password: S3c}ret9', '# password: taken-out-1'],
    [
      'accounts { passport { users: [] } }\na: [{ password: S3c}]',
      'accounts { passport { users: [] } }\na: [{ password: "taken-out-1"}]',
    ],
    ['# password: "S3c"\nport: 1', '# password: "taken-out-1"\nport: 1'],
    [`# ${seed}`, '# taken-out-1'],
    [`operator: ${jwtOf('operator')}`, `operator: ${jwtOf('operator')}`],
    [`# ${jwtOf('user')}`, '# taken-out-1'],
    // An equal word of the configuration stays: it may be a key, or the name of a server.
    [
      'authorization { user: port, password: "port" }\nport: 1',
      'authorization { user: port, password: "taken-out-1" }\nport: 1',
    ],
  ])('%s', (text, told) => {
    expect(shared(text)).toBe(told);
  });

  test.each([
    ['environment:\n  LEAF_PASSWORD: S3c', 'environment:\n  LEAF_PASSWORD: taken-out-1'],
    ['environment:\n  - LEAF_PASSWORD=S,c;r}t', 'environment:\n  - LEAF_PASSWORD=taken-out-1'],
    ['- name: LEAF_PASSWORD\n  value: S3c', '- name: LEAF_PASSWORD\n  value: taken-out-1'],
    [
      'conf: |\n  P: S3c\n  authorization { token: $P }',
      'conf: |\n  P: taken-out-1\n  authorization { token: $P }',
    ],
    ['urls: [app:S3c@hub]', 'urls: [app:taken-out-1@hub]'],
    ['NATS_URL: a:S3c@hub', 'NATS_URL: a:taken-out-1@hub'],
    ['{password: S3c}ret9}', '{password: taken-out-2'],
    ['{a: {password: S3c}, b: 1}', '{a: {password: taken-out-1}, b: 1}'],
    ['Authorization: Bearer S3c', 'Authorization: Bearer taken-out-1'],
    ['authorization: { user: a }', 'authorization: { user: a }'],
    ['- password: $2a$11$abc', '- password: taken-out-1'],
    ['a: "{\\"password\\": \\"S3c\\"}"', 'a: "{\\"password\\": \\"taken-out-1\\"}"'],
    [
      'allow_token: true\nmy_token: ${TOKEN}\ntoken: << $TOKEN >>',
      'allow_token: true\nmy_token: ${TOKEN}\ntoken: << $TOKEN >>',
    ],
  ])('in YAML: %s', (text, told) => {
    expect(shared(text, 'deploy.yaml')).toBe(told);
  });

  test.each([
    ['nats pub a b --user u --password S3c', 'nats pub a b --user u --password taken-out-1'],
    ["nats pub a b --password='S 3,c'", "nats pub a b --password='taken-out-1'"],
    ['nats -s nats://u:S3c@hub:4222 sub ">"', 'nats -s nats://u:taken-out-1@hub:4222 sub ">"'],
    ['nats -s u:S3c@hub:4222 sub ">"', 'nats -s u:taken-out-1@hub:4222 sub ">"'],
    ['nats --creds ./a.creds sub ">"', 'nats --creds ./a.creds sub ">"'],
    [`nats --nkey ${seed} sub ">"`, 'nats --nkey taken-out-1 sub ">"'],
  ])('in a command: %s', (line, told) => {
    const { state, without } = withoutSecrets(bench({}, [line]));
    expect(state.commands[0]!.line).toBe(told);
    expect(without.length).toBe(line === told ? 0 : 1);
  });

  test('is the same where the secret is, however it is written', () => {
    const { state } = withoutSecrets(
      bench(
        {
          'hub.conf':
            'authorization { users: [{user: a, password: "S3c/1"}, {user: b, password: S3d}] }',
          'a.conf': 'leafnodes { remotes: [{ url: "nats://a:S3c%2F1@hub" }] }',
        },
        ['nats pub x y --user b --password S3d'],
      ),
    );
    expect(state.files.map(({ text }) => text)).toEqual([
      'authorization { users: [{user: a, password: "taken-out-1"}, {user: b, password: "taken-out-2"}] }',
      'leafnodes { remotes: [{ url: "nats://a:taken-out-1@hub" }] }',
    ]);
    expect(state.commands[0]!.line).toContain('taken-out-2');
  });

  test('a hash has the word of the password with which the same user logs in elsewhere', () => {
    const hash = '$2a$11$W2zko751KUvVy59mUTWmpOdWjpEm5qhcCZRd05GjI/sSOT.xtiHyG';
    const { state, without } = withoutSecrets(
      bench({
        'hub.conf': `authorization { users: [{user: b, password: "${hash}1"}, {user: a, password: ${hash}}] }`,
        'a.conf': 'leafnodes { remotes: [{ url: "nats://a:S3c@hub" }] }',
      }),
    );
    expect(state.files.map(({ text }) => text)).toEqual([
      'authorization { users: [{user: b, password: "taken-out-2"}, {user: a, password: "taken-out-1"}] }',
      'leafnodes { remotes: [{ url: "nats://a:taken-out-1@hub" }] }',
    ]);
    expect(without.map(({ what }) => what)).toContain('the hash of a password');
  });

  test('what was shared before stays as it is, and others have other words', () => {
    const text =
      'authorization { users: [{user: a, password: "taken-out-1"}, {user: b, password: S3c}] }';
    const first = withoutSecrets(bench({ 'hub.conf': text }));
    expect(first.state.files[0]!.text).toContain(
      '"taken-out-1"}, {user: b, password: "taken-out-2"',
    );
    expect(first.without).toHaveLength(1);
    expect(withoutSecrets(first.state)).toMatchObject({ state: first.state, without: [] });
  });
});

test('files of which all is secret are left out, and named', () => {
  const { state, without } = withoutSecrets(
    bench({
      'hub.conf': 'port: 4222',
      'a.creds': 'x',
      'seed.txt': `${seed}\n`,
      'key.pem': '-----BEGIN EC PRIVATE KEY-----\nMHc\n',
      'user.txt': `-----BEGIN NATS USER JWT-----\n-----BEGIN USER NKEY SEED-----\n${seed}`,
      'secret.yaml': 'apiVersion: v1\nkind: Secret\ndata: { a: eA== }\n',
      'ca.pem': '-----BEGIN CERTIFICATE-----\nMII\n',
    }),
  );
  expect(state.files.map(({ path }) => path)).toEqual(['hub.conf', 'ca.pem']);
  expect(without.map(({ path }) => path)).toEqual([
    'a.creds',
    'seed.txt',
    'key.pem',
    'user.txt',
    'secret.yaml',
  ]);
});

test('it says the line of each', () => {
  const text = 'port: 1\n\nauthorization {\n  user: a\n  password: S3cret-1\n}\n# was S3cret-1\n';
  expect(withoutSecrets(bench({ 'hub.conf': text })).without).toEqual([
    { path: 'hub.conf', line: 5, what: 'a password' },
    { path: 'hub.conf', line: 7, what: 'a secret that stands elsewhere too' },
  ]);
});

test('a secret in a name, a path or a log is taken out as well', () => {
  const state = bench({ 'S3cret-99.conf': 'authorization { token: "S3cret-99" }' });
  const { hide } = withoutSecrets({ ...state, name: 'with S3cret-99' });
  expect(withoutSecrets({ ...state, name: 'with S3cret-99' }).state.name).toBe('with taken-out-1');
  expect(hide('dialling nats://x:new-one@hub with S3cret-99')).toBe(
    'dialling nats://x:taken-out-2@hub with taken-out-1',
  );
});

/** Ways to write a secret into a network, each with the path of its file. */
const ways: ((secret: string, n: number) => [path: string, text: string])[] = [
  (secret, n) => [`a${n}.conf`, `authorization { user: u${n}, password: "${secret}" }\n`],
  (secret, n) => [`b${n}.conf`, `authorization { token: ${secret} }\n`],
  (secret, n) => [
    `c${n}.conf`,
    `accounts { A { users = [ { "user": "u", "password" = '${secret}' } ] } }\n`,
  ],
  (secret, n) => [
    `d${n}.conf`,
    `leafnodes { remotes [ { url: "nats-leaf://u${n}:${secret}@hub:7422" } ] }\n`,
  ],
  (secret, n) => [
    `e${n}.conf`,
    `leafnodes { remotes [ { urls: [tls://${secret}@hub, "ws://x:${secret}@b"] } ] }\n`,
  ],
  (secret, n) => [
    `f${n}.conf`,
    `PW${n}: "${secret}"\ncluster { authorization { password: $PW${n} } }\n`,
  ],
  (secret, n) => [
    `g${n}.conf`,
    `jetstream { cipher: aes, encryption_key: "${secret}" } # ${secret}\n`,
  ],
  (secret, n) => [
    `h${n}.conf`,
    `mqtt { authorization { username: m, password: ${secret}; } }\n// old: ${secret}\n`,
  ],
  (secret, n) => [
    `i${n}.conf`,
    `websocket { token: "${secret}" }\ngateway { gateways [ { url: "nats://g:${secret}@gw:7222" } ] }\n`,
  ],
  (secret, n) => [
    `j${n}.yaml`,
    `services:\n  hub:\n    environment:\n      - NATS_PASSWORD=${secret}\n      - X_TOKEN=${secret}\n`,
  ],
  (secret, n) => [
    `k${n}.yaml`,
    `config:\n  merge:\n    authorization: { users: [{ user: a, password: "${secret}" }] }\n`,
  ],
  (secret, n) => [`l${n}.env`, `NATS_TOKEN=${secret}\nexport DB_PASS="${secret}"\n`],
  (secret, n) => [`m${n}.creds`, `-----BEGIN USER NKEY SEED-----\n${secret}\n`],
  (secret, n) => [`n${n}.pem`, `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n`],
  (secret, n) => [
    `o${n}.conf`,
    `include "vars${n}.conf"\nauthorization { password: $shared${n} }\n# nats://u:${secret}@x\n`,
  ],
  (secret, n) => [`vars${n}.conf`, `shared${n}: "${secret}"\n`],
];

test('no secret of many configurations is in what is shared', async () => {
  let state = 11;
  const next = (most: number) =>
    ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16) % most;
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.';
  const secretOf = () =>
    `${Array.from({ length: 9 + next(20) }, () => letters[next(letters.length)]).join('')}7x`;
  for (let round = 0; round < 60; round += 1) {
    const secrets = Array.from({ length: 4 }, secretOf);
    const n = round;
    const files: Record<string, string> = {};
    for (const way of ways) {
      const secret = secrets[next(secrets.length)]!;
      const [path, text] = way(secret, n);
      files[path] = text;
    }
    // The variable of a file that includes another is set there.
    const given = bench(files, [
      `nats pub a b --password ${secrets[0]}`,
      `nats -s nats://u:${secrets[1]}@h:4222 rtt`,
    ]);
    const { fragment } = await linkOf(given);
    const read = await stateOf(fragment);
    const { text } = fileOf(given);
    for (const secret of secrets) {
      expect(JSON.stringify(read), JSON.stringify(files)).not.toContain(secret);
      expect(text).not.toContain(secret);
      expect(fileOf(given, { secrets: true }).text).toContain(secrets[0]!);
    }
    // What is left still reads, with as many values as before.
    for (const { path, text: after } of read.files)
      if (path.endsWith('.conf'))
        expect(readConf(after).scalars.map(({ key }) => key)).toEqual(
          readConf(files[path]!).scalars.map(({ key }) => key),
        );
  }
});

test('a text without end of what looks like URLs or secrets is looked through', () => {
  for (const text of [
    '/',
    '//a:',
    '//:',
    'url:',
    'a.',
    'pass',
    '@//',
    ',a://',
    '}]',
    'password:S}',
  ])
    for (const path of ['a.conf', 'a.yaml']) {
      const long = `# ${text.repeat(300_000 / text.length)}\nx: "${text.repeat(300_000 / text.length)}"`;
      expect(withoutSecrets(bench({ [path]: long })).state.files).toHaveLength(1);
    }
});
