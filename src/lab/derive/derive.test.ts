import { createUser } from '@nats-io/jwt';
import { expect, test } from 'vitest';
import { derive, type DeriveOptions } from './derive.ts';
import type { GivenFile } from './given.ts';

const networkOf = (confs: Record<string, string>, options?: DeriveOptions) =>
  derive(
    'own',
    Object.entries(confs).map(([path, text]): GivenFile => ({ path, text })),
    options,
  );
const linksOf = (confs: Record<string, string>, options?: DeriveOptions) =>
  networkOf(confs, options).topology.links.map(({ kind, name, accounts = [] }) =>
    [kind, name, ...accounts.map(({ local, remote }) => `${local}=${remote}`)].join(' '),
  );
const remote = (url: string, more = '') => `leafnodes { remotes: [{ url: "${url}" ${more} }] }`;
const hub = 'server_name: hub\nleafnodes { port: 7422 }';
const key = createUser();
const seed = new TextDecoder().decode(key.getSeed());
const publicKey = key.getPublicKey();

test.for([
  // By its name, its file, its address, what it advertises, a name of Kubernetes, and by the port alone.
  ['nats-leaf://hub', hub],
  ['nats-leaf://HUB:7422', hub],
  ['nats-leaf://central', hub],
  ['nats-leaf://hub.example.com.', hub],
  ['nats-leaf://10.0.0.5', 'server_name: x\nhost: 10.0.0.5\nleafnodes { port: 7422 }'],
  ['nats-leaf://[fd00::5]', 'server_name: x\nleafnodes { listen: "[fd00::5]:7422" }'],
  ['nats-leaf://a.b', 'server_name: x\nleafnodes { port: 7500, advertise: "a.b:7422" }'],
  ['nats-leaf://hub.nats.svc.cluster.local', hub],
  ['nats-leaf://localhost', hub],
  ['nats-leaf://0.0.0.0:7422', hub],
  ['nats-leaf://[::1]', hub],
  ['nats-leaf://192.0.2.7', hub],
  ['nats-leaf://edge.example.com', hub],
  ['wss://any.example.com:443', 'server_name: hub\nwebsocket { port: 443 }'],
  // One that listens there for clients was taken for one that listens for leafs.
  ['nats-leaf://localhost:4333', 'server_name: hub\nport: 4333'],
])('%s is the hub', ([url, conf]) => {
  const links = linksOf({
    'central.conf': conf!,
    'leaf.conf': `server_name: leaf\n${remote(url!)}`,
  });
  expect(links).toEqual([expect.stringMatching(/^leaf leaf-(hub|x)$/)]);
});

test.for([
  ['nats-leaf://connect.ngs.global', hub],
  ['nats-leaf://192.0.2.7:7500', hub],
  ['nats-leaf://localhost:7500', hub],
  ['nats-leaf://edge.example.com', 'server_name: hub\nleafnodes { port: -1 }'],
])('%s is outside', ([url, conf]) => {
  const { topology } = networkOf({ 'hub.conf': conf!, 'leaf.conf': remote(url!) });
  expect(topology.outside).toHaveLength(1);
});

test('of two unknown hosts, neither is guessed, until a person says which is which', () => {
  const confs = {
    'hub.conf': hub,
    'a.conf': remote('nats-leaf://eu.example.com'),
    'b.conf': remote('nats-leaf://us.example.com'),
  };
  expect(linksOf(confs)).toEqual(['leaf a-eu.example.com', 'leaf b-us.example.com']);
  const assigned = new Map([['us.example.com', 'hub']]);
  // The other is then the only unknown one.
  expect(linksOf(confs, { assigned })).toEqual(['leaf a-hub', 'leaf b-hub']);
  assigned.set('eu.example.com', '');
  expect(linksOf(confs, { assigned }).toSorted()).toEqual(['leaf a-eu.example.com', 'leaf b-hub']);
});

test('a guess is noted, with the line', () => {
  const { notes } = networkOf({
    'hub.conf': hub,
    'leaf.conf': `# leaf\n${remote('nats-leaf://edge.example.com')}`,
  });
  expect(notes).toEqual([
    {
      path: 'leaf.conf',
      line: 2,
      words: expect.stringMatching(/which server edge.example.com is.*hub.*7422/) as string,
    },
  ]);
});

test('so is one by the first part of a name', () => {
  const confs = { 'hub.conf': hub, 'leaf.conf': remote('nats-leaf://hub.example.com') };
  const words = 'By its first part, hub.example.com is taken for hub.';
  expect(networkOf(confs).notes).toEqual([{ path: 'leaf.conf', line: 1, words }]);
  const assigned = new Map([['hub.example.com', 'hub']]);
  expect(networkOf(confs, { assigned }).notes).toEqual([]);
});

test.for([
  ['nginx', 'events {}\nhttp {\n  server { listen 443 ssl; proxy_pass http://hub:8080; }\n}'],
  ['HAProxy', 'global\n  daemon\ndefaults\n  mode http\nlisten stats\n  bind *:1936'],
  ['Redis', 'port 6379\nappendonly yes'],
])('a file of %s is no configuration here, and is told', ([program, text]) => {
  const other = { path: 'other.conf', text: text! };
  const network = (file: GivenFile) => derive('own', [{ path: 'hub.conf', text: hub }, file]);
  const { confs, notes } = network(other);
  expect([...confs.keys()]).toEqual(['hub']);
  const words = expect.stringContaining(`a configuration of ${program}`) as string;
  expect(notes).toEqual([{ path: 'other.conf', words }]);
  expect(network({ ...other, byHand: 'named' }).notes).toEqual([
    { path: 'other.conf', severity: 'error', words },
  ]);
});

test('a variable called as a key of another program is a variable', () => {
  const text = 'server_name: hub\nlistener: 4222\nport: $listener';
  expect(networkOf({ 'hub.conf': text }).notes).toEqual([]);
});

test('members that list each other by localhost and their ports are a cluster', () => {
  const member = (n: number) =>
    `server_name: n${n}\ncluster { name: c, port: ${6220 + n}, routes: [nats://localhost:6221, nats://localhost:6222, nats://localhost:6223] }`;
  expect(linksOf({ '1.conf': member(1), '2.conf': member(2), '3.conf': member(3) })).toEqual([
    'route n1-n2',
    'route n2-n3',
    'route n3-n1',
  ]);
});

test('a remote with several URLs reaches each of them; one that is disabled, none', () => {
  const leaf = 'leafnodes { remotes: [{ urls: ["nats-leaf://a", "nats-leaf://b"] }] }';
  const confs = { 'a.conf': hub.replace('hub', 'a'), 'b.conf': hub.replace('hub', 'b') };
  expect(linksOf({ ...confs, 'leaf.conf': leaf })).toEqual(['leaf leaf-a', 'leaf leaf-b']);
  const disabled = remote('nats-leaf://a', ', disabled: true');
  expect(linksOf({ ...confs, 'leaf.conf': disabled })).toEqual([]);
});

const accounts = `accounts {
  A: { users: [{ user: a, password: a }, { nkey: ${publicKey} }] }
  B: { users: [{ user: b, password: $2a$11$xyz }] }
}`;

test.for([
  ['no login', '', '', []],
  ['no login, and accounts', accounts, '', ['$G=?']],
  ['no login, but one for those', `${accounts}\nno_auth_user: b`, '', ['$G=B']],
  ['a user', accounts, 'a:a@', ['$G=A']],
  ['an unknown user', accounts, 'x:x@', ['$G=?']],
  ['a user where none is known', '', 'x:x@', []],
])('%s', ([, more, login, bound]) => {
  const links = linksOf({
    'hub.conf': `${hub}\n${more as string}`,
    'leaf.conf': `server_name: leaf\n${remote(`nats-leaf://${login as string}hub`)}`,
  });
  expect(links).toEqual([['leaf leaf-hub', ...(bound as string[])].join(' ')]);
});

test.for([
  ['an nkey', accounts, `, nkey: ${seed}`, '$G=A'],
  ['a user of leafnodes alone', accounts, '', '$G=?'],
])('%s is told by the account that has it', ([, more, setting, bound]) => {
  const links = linksOf({
    'hub.conf': `${hub}\n${more!}`,
    'leaf.conf': `server_name: leaf\n${remote('nats-leaf://hub', setting)}`,
  });
  expect(links).toEqual([`leaf leaf-hub ${bound!}`]);
});

test('users of the leafnodes block count alone, and a certificate leaves the account unknown', () => {
  const leaf = (login: string) => `server_name: leaf\n${remote(`nats-leaf://${login}hub`)}`;
  const own = (more: string) =>
    `server_name: hub\n${accounts}\nleafnodes { port: 7422 ${more}\n authorization { users: [{ user: l, password: l, account: B }] } }`;
  expect(linksOf({ 'hub.conf': own(''), 'leaf.conf': leaf('l:l@') })).toEqual([
    'leaf leaf-hub $G=B',
  ]);
  expect(linksOf({ 'hub.conf': own(''), 'leaf.conf': leaf('a:a@') })).toEqual([
    'leaf leaf-hub $G=?',
  ]);
  const mapped = own('tls { verify_and_map: true }');
  expect(linksOf({ 'hub.conf': mapped, 'leaf.conf': leaf('l:l@') })).toEqual([
    'leaf leaf-hub $G=?',
  ]);
});

test('gateways are drawn once between two clusters', () => {
  const member = (name: string, other: string) =>
    `server_name: ${name}-1\ngateway { name: ${name}, port: 7222, gateways: [{ name: ${name}, url: "nats://${name}-1:7222" }, { name: ${other}, urls: ["nats://${other}-1:7222"] }] }\ncluster { port: 6222 }`;
  const { topology, notes } = networkOf({
    'e.conf': member('east', 'west'),
    'w.conf': member('west', 'east'),
  });
  expect(topology.links).toEqual([
    { name: 'east-1-west-1', kind: 'gateway', from: 'east-1', to: 'west-1' },
  ]);
  expect(topology.servers.map(({ cluster }) => cluster)).toEqual(['east', 'west']);
  expect(notes).toHaveLength(1);
});

test.for<[string, GivenFile[], RegExp]>([
  ['no file', [], /^No files were given/],
  [
    'no configuration',
    [
      { path: 'a.conf', text: 'hello world' },
      { path: 'b.md', text: '# b' },
    ],
    /^None of these files is the configuration of a nats-server: a\.conf, b\.md\./,
  ],
  [
    'values of an old chart',
    [
      {
        path: 'hub.yaml',
        text: 'nats:\n  jetstream:\n    enabled: true\nleafnodes:\n  enabled: true\n',
      },
    ],
    /^hub\.yaml looks like values of the Helm chart of NATS, but not of its releases from 1\.0 on/,
  ],
  ['a binary', [{ path: 'a.conf', text: '\0\x01\x02' }], /^a\.conf: It is binary/],
  [
    '5 MB',
    [{ path: 'a.conf', text: `port: 4222\n${'# x\n'.repeat(1_300_000)}` }],
    /^a\.conf: .* longer than 1000000 characters/,
  ],
  [
    'an include of itself',
    [{ path: 'a.conf', text: 'include "a.conf"' }],
    /^a\.conf: It includes itself\.$/,
  ],
  [
    'an endless include',
    [
      { path: 'a.conf', text: 'port: 1\ninclude "b.conf"' },
      { path: 'b.conf', text: 'include "./a.conf"' },
    ],
    /^a\.conf: It includes itself, by way of b\.conf\.$/,
  ],
  [
    'includes that double',
    Array.from({ length: 10 }, (_, i) => ({
      path: `${i}.conf`,
      text: `port: 1\n${`include "${i + 1}.conf"\n`.repeat(10)}`,
    })),
    /^0\.conf: It includes too much/,
  ],
])('%s is refused with a sentence', ([, files, words]) => {
  expect(() => derive('own', files)).toThrow(words);
});

test('a path that leads outside names no other file', () => {
  const { confs, files } = networkOf({ 'a/hub.conf': 'port: 1\ninclude "../../etc/passwd"' });
  expect(confs.get('hub')?.missing).toEqual([
    { path: 'a/hub.conf', line: 2, named: '../../etc/passwd' },
  ]);
  expect([...files.keys()]).toEqual(['a/hub.conf']);
});

test('two servers of one name have two names on the map, which may name a folder and a host', () => {
  const { topology, notes } = networkOf({
    'a.conf': 'server_name: "../hub 1"',
    'b.conf': 'server_name: "hub-1"',
    'c.conf': 'server_name: "…"',
  });
  expect(topology.servers.map(({ name }) => name).toSorted()).toEqual(['c', 'hub-1', 'hub-1-2']);
  expect(notes).toEqual([{ path: 'b.conf', words: expect.stringContaining('hub-1-2') as string }]);
});

test('a variable of the environment is never read', () => {
  process.env['LEAFWISE_PROBE'] = 'secret';
  const { confs } = networkOf({ 'a.conf': 'port: 4222\nserver_name: $LEAFWISE_PROBE' });
  delete process.env['LEAFWISE_PROBE'];
  expect(confs.get('a')!.text).not.toContain('secret');
  expect(confs.get('a')!.unset).toEqual([{ path: 'a.conf', line: 2, variable: 'LEAFWISE_PROBE' }]);
});

/** What of some files was left out, as `severity path`. */
const leftOut = (files: GivenFile[]) =>
  derive('own', files).notes.flatMap(({ severity, path }) =>
    severity ? [`${severity} ${path}`] : [],
  );

const toldOf = (files: GivenFile[]) =>
  derive('own', files).notes.map(({ severity = 'note', path }) => `${severity} ${path}`);

test('a configuration that is left out is an error, and none of its parts is a server', () => {
  const deep = Array.from({ length: 15 }, (_, i) => ({
    path: `${i}.conf`,
    text: `port: 1\ninclude "${i + 1}.conf"`,
  }));
  const files = [
    { path: 'hub.conf', text: hub },
    { path: 'z.conf', text: 'port: 1\ninclude 0.conf' },
    ...deep,
    { path: 'p.conf', text: 'port: 1\ninclude q.conf' },
    { path: 'q.conf', text: 'port: 1\ninclude p.conf' },
  ];
  expect(leftOut(files)).toEqual(['error p.conf', 'error z.conf']);
  expect(derive('own', files).topology.servers.map(({ name }) => name)).toEqual(['hub']);
});

test('a file that the person names itself is of use, whatever it is called, or it is told', () => {
  const byHand = (path: string, text: string): GivenFile => ({ path, text, byHand: 'named' });
  const files = [
    byHand('hub.conf', `${hub}\ninclude users.inc`),
    byHand('users.inc', 'authorization { token: a }'),
    byHand('leaf.txt', `port: 1\n${remote('nats://hub', ', creds: a.creds')}`),
    byHand('a.creds', '-----BEGIN NATS USER JWT-----'),
  ];
  expect(leftOut(files)).toEqual([]);
  expect(derive('own', files).topology.links.map(({ name }) => name)).toEqual(['leaf-hub']);
  const useless = [
    byHand('b.conf', 'hello world'),
    byHand('c.conf', ' '),
    byHand('d.yaml', 'port: 4222'),
    byHand('README.md', 'port 4222 is open'),
    byHand('e.pem', '-----BEGIN CERTIFICATE-----'),
  ];
  expect(toldOf([...files, ...useless])).toEqual([
    'error b.conf',
    'error c.conf',
    'error d.yaml',
    'note e.pem',
    'error README.md',
  ]);
  // On a bench they are beside what matters.
  const kept = useless.map((file): GivenFile => ({ ...file, byHand: 'kept' }));
  expect(toldOf([...files, ...kept])).toEqual([
    'warning b.conf',
    'warning c.conf',
    'note d.yaml',
    'note e.pem',
    'note README.md',
  ]);
  // In a folder they are what happens to lie there.
  expect(leftOut([...files, ...useless.map(({ path, text }) => ({ path, text }))])).toEqual([]);
});
