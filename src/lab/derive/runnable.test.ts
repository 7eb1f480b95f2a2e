import { expect, test } from 'vitest';
import { topologies } from '../../../topologies/index.ts';
import { derive } from './derive.ts';
import type { GivenFile } from './given.ts';
import { inOwnPlaces, ownPlaceIn } from './own-places.ts';
import { runnable } from './runnable.ts';

const networkOf = (confs: Record<string, string>) =>
  derive(
    'own',
    Object.entries(confs).map(([name, text]): GivenFile => ({ path: `${name}.conf`, text })),
  );
const textsOf = (confs: Record<string, string>) => {
  const { servers } = runnable(networkOf(confs)).topology;
  return Object.fromEntries(servers.map(({ name, config }) => [name, config]));
};
const hub = 'server_name: hub\nleafnodes { port: 7422, compression: off }';

test.for([...topologies.values()].filter(({ operator }) => !operator))(
  '$name runs as it is written, but for compression',
  ({ servers }) => {
    const confs = Object.fromEntries(servers.map(({ name, config }) => [name, config]));
    const texts = textsOf(confs);
    for (const server of servers)
      expect(texts[server.name]!.replaceAll(/ compression: off;|; compression: off/g, '')).toBe(
        server.config,
      );
  },
);

test.for([
  ['nats-leaf://hub:7422', 'nats-leaf://hub:7422'],
  ['nats-leaf://u:p@hub.example.com:7422', 'nats-leaf://u:p@hub:7422'],
  ['nats-leaf://localhost:7422', 'nats-leaf://hub:7422'],
  ['nats-leaf://[::1]:7422', 'nats-leaf://hub:7422'],
  ['nats-leaf://0.0.0.0:7422', 'nats-leaf://hub:7422'],
  ['nats-leaf://hub.nats.svc.cluster.local:7422', 'nats-leaf://hub:7422'],
  ['nats-leaf://10.0.0.9:7422', 'nats-leaf://hub:7422'],
  ['tls://connect.ngs.global', 'tls://connect.ngs.global.invalid'],
  ['nats-leaf://10.0.0.9:7500', 'nats-leaf://10.0.0.9.invalid:7500'],
])('a remote at %s dials %s', ([url, here]) => {
  const leaf = (text: string) =>
    `server_name: leaf\nleafnodes {\n  remotes: [{${text}\n    url: "${url}"\n  }]\n}`;
  const { leaf: config } = textsOf({ hub, leaf: leaf('') });
  expect(config).toBe(leaf(' compression: off;').replace(url!, here!));
});

test.for(['localhost', 'Localhost', '::1', '10.1.1.1'])(
  'a server that listens on %s is reached',
  (host) => {
    const text = (at: string) =>
      `http: "${at}:8222"\nlisten: "${at}:4222"\ncluster { host: "${at}", port: 6222 }\nserver_name: hub`;
    expect(textsOf({ hub: text(host) })['hub']).toBe(text('0.0.0.0'));
  },
);

test.for([
  ['wss://hub.example.com:443', 'port: 8080', 'ws://hub:8080'],
  ['wss://hub.example.com:443/leaf', 'port: 443', 'ws://hub:443/leaf'],
  ['ws://hub.example.com:80', 'port: 8080, tls { cert_file: a }', 'wss://hub:8080'],
  ['wss://hub.example.com:443', 'port: 443, tls { cert_file: a }', 'wss://hub:443'],
  ['wss://hub.example.com:8443', 'port: 8080', 'wss://hub:8443'],
])('%s leads past a proxy to a WebSocket with %s', ([url, listens, runs]) => {
  const { topology } = runnable(
    derive(
      'a',
      [
        {
          path: 'hub.conf',
          text: `server_name: hub\nleafnodes { port: 7422 }\nwebsocket { ${listens} }`,
        },
        { path: 'leaf.conf', text: `leafnodes { remotes [ { url: "${url}" } ] }` },
      ],
      { assigned: new Map([['hub.example.com', 'hub']]) },
    ),
  );
  expect(topology.servers.find(({ name }) => name === 'leaf')!.config).toContain(`"${runs}"`);
});

test('a name of several servers becomes all of them, on the line that it has', () => {
  const member = (n: number) =>
    `server_name: n${n}\ncluster { name: c, port: 6222, routes: [\n  "nats://nats.hub.svc:6222"\n] }\nleafnodes { port: 7422, compression: off }`;
  const aliases = new Map([1, 2].map((n) => [`n${n}.conf`, ['nats.hub']]));
  const leaf =
    'server_name: leaf\nleafnodes { remotes: [{ compression: off\nurl: "nats-leaf://nats.hub.svc:7422" }] }';
  const files = [
    ...[1, 2].map((n) => ({ path: `n${n}.conf`, text: member(n) })),
    { path: 'leaf.conf', text: leaf },
  ];
  const { servers } = runnable(derive('own', files, { aliases })).topology;
  const texts = servers.map(({ config }) => config.split('\n'));
  expect(texts.map((lines) => lines[2])).toEqual([
    '  "nats://n1:6222", "nats://n2:6222"',
    '  "nats://n2:6222", "nats://n1:6222"',
    'url: ["nats-leaf://n1:7422", "nats-leaf://n2:7422"] }] }',
  ]);
});

test.for([
  ['host: 10.0.0.5', 'host: "0.0.0.0"'],
  ['listen: "hub.internal:4222"', 'listen: "0.0.0.0:4222"'],
  ['listen: "[fe80::1]:4222"', 'listen: "0.0.0.0:4222"'],
  ['http: "10.0.0.5:8222"', 'http: "0.0.0.0:8222"'],
  ['client_advertise: "a.example.com:4222"', 'client_advertise: "hub:4222"'],
  [
    'leaf { port: 7422, advertise: "a.example.com" }',
    'leaf { compression: off; port: 7422, advertise: "hub:7422" }',
  ],
  [
    'cluster { port: 6222, compression: s2_fast }',
    'cluster { port: 6222, compression: s2_fast; compression: off }',
  ],
  ['resolver: URL("http://example.com/jwt/v1/accounts/")', 'resolver: MEMORY'],
])('%s is %s', ([config, here]) => {
  expect(textsOf({ hub: `server_name: hub\n${config}` })['hub']!.split('\n')[1]).toBe(here);
});

test('a server without a name is called as on the map, unless its cluster asks for one', () => {
  expect(textsOf({ 'my hub': 'port: 4222' })['my-hub']).toBe('port: 4222\nserver_name: my-hub\n');
  const cluster = 'jetstream: enabled\ncluster { name: c }';
  expect(textsOf({ hub: cluster })['hub']).toBe(cluster);
});

test('the words of a server name the line of the file that was given', () => {
  const files: GivenFile[] = [
    { path: 'etc/hub.conf', text: 'server_name: hub\ninclude auth.conf\nport: x' },
    { path: 'etc/auth.conf', text: '# users\nauthorization {\n  user: a\n}' },
  ];
  const conf = derive('own', files).confs.get('hub')!;
  expect(inOwnPlaces(conf, '/hub.conf:4:3: bad')).toBe('etc/auth.conf:3: bad');
  expect(inOwnPlaces(conf, 'hub.conf:7:1: bad')).toBe('etc/hub.conf:3: bad');
  expect(ownPlaceIn(conf, '/hub.conf:4:3: bad')).toEqual({ path: 'etc/auth.conf', line: 3 });
  expect(ownPlaceIn(conf, '/hub.conf:1:3: bad')).toEqual({ path: 'etc/hub.conf', line: 1 });
  expect(ownPlaceIn(conf, 'other.conf:1:3: bad')).toBeUndefined();
});

test('a part that the servers here do not have stays in the configuration, and is told of at its line', () => {
  const mqtt = `${hub}\njetstream: enabled\nmqtt { port: 1883 }\nprof_port: 6060`;
  const { topology, notes, leftOut } = runnable(networkOf({ hub: mqtt }));
  expect(topology.servers[0]!.config).toContain('mqtt { port: 1883 }\nprof_port: 6060');
  expect(notes).toEqual([]);
  expect(leftOut).toEqual([
    {
      path: 'hub.conf',
      line: 4,
      words: expect.stringMatching(/^MQTT is left out .*: run `leafwise up --native`\.$/) as string,
    },
    {
      path: 'hub.conf',
      line: 5,
      words: expect.stringMatching(/^Profiles are left out .* `leafwise up --native`\.$/) as string,
    },
  ]);
});

test('a configuration that asks for the state of certificates is told that nobody is asked', () => {
  const told = (text: string) =>
    runnable(networkOf({ hub: `${hub}\n${text}` })).notes.filter(({ words }) => /OCSP/.test(words));
  expect(told('ocsp { mode: always }')).toEqual([
    { path: 'hub.conf', line: 3, words: expect.stringContaining('OCSP is left out') as string },
  ]);
  expect(told('leafnodes { port: 7422, tls { ocsp_peer: true } }')).toHaveLength(1);
  expect(told('ocsp: false')).toEqual([]);
});
