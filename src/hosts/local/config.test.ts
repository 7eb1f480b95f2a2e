import { expect, test } from 'vitest';
import { readConf } from '../../lab/conf/conf-text.ts';
import { NoSuchHost } from '../../lab/network/server-runtime.ts';
import { localConfig, type Machine } from './config.ts';

/** Port 4222 is at 24222 and so on; a name leads to port 1000 above the one it is asked for. */
const machine: Machine = {
  dir: '/tmp/x/leaf',
  port: async (port) => 20_000 + port,
  resolve: async (host, port) => {
    if (host === 'hob') throw new NoSuchHost();
    if (host === 'bad') throw new Error('something else');
    return `127.0.0.1:${port + 1000}`;
  },
};
const lines = async (config: string) => (await localConfig(config, machine)).text.split('\n');
const line = async (config: string) => (await lines(config))[0];
const settings = async (config: string) => (await lines(config)).at(-2);

test('an empty configuration gets the ports that it leaves to the server', async () => {
  const local = await localConfig('', machine);
  expect(local.text.trim()).toBe(
    'port: 24222; host: "127.0.0.1"; http: "127.0.0.1:20000"; store_dir: "/tmp/x/leaf"',
  );
  expect(local.clientPort).toBe(24222);
  expect(local.monitorUrl).toBe('http://127.0.0.1:20000/');
});

test.each([
  ['port: 4222', 'port: 24222'],
  ['port = 4222', 'port = 24222'],
  ['port 4222 # port: 1', 'port 24222 # port: 1'],
  ['"port": 4222,', '"port": 24222,'],
  ['PORT: 4222; server_name: a', 'PORT: 24222; server_name: a'],
  ['port: 0', 'port: 24222'],
  ['port: -1', 'port: 19999'],
  ['listen: "0.0.0.0:4222"', 'listen: "127.0.0.1:24222"'],
  ["listen: '[::]:4222'", 'listen: "127.0.0.1:24222"'],
  ['listen: localhost:4222', 'listen: "127.0.0.1:24222"'],
  ['listen: 4222', 'listen: "127.0.0.1:24222"'],
  ['host: 0.0.0.0', 'host: "127.0.0.1"'],
  ['http: 8222', 'http: "127.0.0.1:28222"'],
  ['http: "0.0.0.0:8222"', 'http: "127.0.0.1:28222"'],
  ['http_port: 8222', 'http_port: 28222'],
  ['monitor_port = 8222', 'monitor_port = 28222'],
  ['prof_port: 6060', 'prof_port: 26060'],
  ['{ port: 4222 }', '{ port: 24222 }'],
  ['# port: 4222', '# port: 4222'],
  ['// port: 4222', '// port: 4222'],
  ['server_name: "port: 4222 # {"', 'server_name: "port: 4222 # {"'],
  ["server_name: 'a\\'; port: 4222", "server_name: 'a\\'; port: 24222"],
  [
    'authorization { user: "a\\"b", password: "port: 1" }',
    'authorization { user: "a\\"b", password: "port: 1" }',
  ],
  [
    'accounts { port { users: [ { user: port } ] } }',
    'accounts { port { users: [ { user: port } ] } }',
  ],
  [
    'websocket { port: 8080, no_tls: true }',
    'websocket { host: "127.0.0.1"; port: 28080, no_tls: true }',
  ],
  ['websocket { listen: "0.0.0.0:8080" }', 'websocket { listen: "127.0.0.1:28080" }'],
  [
    'leafnodes: {port: 7422}',
    'leafnodes: { host: "127.0.0.1"; no_advertise: true; advertise: "127.0.0.1:1";port: 27422}',
  ],
  [
    'leaf { net: 0.0.0.0, port: 7422 }',
    'leaf { no_advertise: true; advertise: "127.0.0.1:1"; net: "127.0.0.1", port: 27422 }',
  ],
  [
    'leafnodes { no_advertise: false, listen: ":7422" }',
    'leafnodes { no_advertise: false, listen: "127.0.0.1:27422" }',
  ],
  [
    'cluster { name: c, listen: "0.0.0.0:6222" }',
    'cluster { no_advertise: true; advertise: "127.0.0.1:1"; name: c, listen: "127.0.0.1:26222" }',
  ],
])('%s is where it listens here', async (config, here) => {
  expect(await line(config)).toBe(here);
});

test.each([
  ['url: "nats-leaf://hub:7422"', 'url: "nats-leaf://127.0.0.1:8422"'],
  ['url: nats://hub', 'url: "nats://127.0.0.1:8422"'],
  [
    'urls: [nats://a:1, "tls://u:p@b:2"]',
    'urls: ["nats://127.0.0.1:1001", "tls://u:p@127.0.0.1:1002"]',
  ],
  ['url: "ws://hub:8080/leafnode?x=1"', 'url: "ws://127.0.0.1:9080/leafnode?x=1"'],
  ['url: "wss://hub"', 'url: "wss://127.0.0.1:8422"'],
  ['url: "nats://localhost:4222"', 'url: "nats://127.0.0.1:24222"'],
  ['url: "nats://10.0.0.7:4222"', 'url: "nats://10.0.0.7:4222"'],
  ['url: "nats://hob:4222"', 'url: "nats://hob:4222"'],
  ['url: "https://hub:4222"', 'url: "https://hub:4222"'],
])('a remote at %s', async (url, here) => {
  const config = (text: string) => `leafnodes { remotes: [{ ${text} }] }`;
  expect(await line(config(url))).toBe(config(here));
});

test('routes are resolved, with what logs in on them', async () => {
  expect(
    await lines(
      'cluster {\n  routes: [\n    nats-route://u:p@n1:6222\n    nats://n2:6222 # n3\n  ]\n}',
    ),
  ).toEqual(
    expect.arrayContaining([
      '    "nats-route://u:p@127.0.0.1:7222"',
      '    "nats://127.0.0.1:7222" # n3',
    ]),
  );
});

test('what keeps a name from resolving, other than that it is none, is passed on', async () => {
  await expect(line('leafnodes { remotes: [{ url: "nats://bad:1" }] }')).rejects.toThrow(
    'something else',
  );
});

test.each([
  ['P: 4333', 'port: $P', 'port: $P; port: 24333'],
  ['P: 4333; Q: $P', '"port" = $Q', '"port": $Q; "port" = 24333'],
  [
    'P: 4333',
    'leaf {port: $P}',
    'leaf { host: "127.0.0.1"; no_advertise: true; advertise: "127.0.0.1:1";port: $P; port: 24333}',
  ],
  ['P: 4333', 'http: $P', 'http: $P; http: "127.0.0.1:24333"'],
  ['H: "0.0.0.0"', 'host: $H', 'host: $H; host: "127.0.0.1"'],
  ['D: "/data"', 'store_dir: $D', 'store_dir: $D; store_dir: "/tmp/x/leaf/data"'],
  ['L: "/l"', 'log_file: $L', 'log_file: $L; log_file: ""'],
])('with the variable %s, %s refers to it still, and is overridden', async (set, use, here) => {
  expect((await lines(`${set}\n${use}`)).slice(0, 2)).toEqual([set, here]);
});

test('variables in a list are referred to still, and are overridden', async () => {
  const variables = 'A: "nats://a:1"\nB: "nats://b:2"\n';
  const local = await lines(`${variables}leaf { remotes: [{ urls: [$A, $B] }] }`);
  expect(local[2]).toBe(
    'leaf { remotes: [{ urls: $B; urls: $A; urls: ["nats://127.0.0.1:1001", "nats://127.0.0.1:1002"] }] }',
  );
});

test('a block in a variable is rewritten as the block that refers to it', async () => {
  const config = 'J = { store_dir: "/data" }\nL { port: 7422 }\njetstream: $J\nleafnodes: $L';
  expect((await lines(config)).slice(0, 4)).toEqual([
    'J = { store_dir: "/tmp/x/leaf/data" }',
    'L { host: "127.0.0.1"; no_advertise: true; advertise: "127.0.0.1:1"; port: 27422 }',
    'jetstream: $J',
    'leafnodes: $L',
  ]);
  expect(await settings(config)).not.toContain('store_dir');
});

test.each([
  'port: "4222"',
  'port: 4222.5',
  'port: { a: 1 }',
  'listen: "4222"',
  'listen: "a:b:4222"',
  'host: 123',
  'net: true',
  'mqtt { host: 123 }',
  'http: yes',
  'http_port: "8222"',
  'store_dir: 5',
  'jetstream { store_dir: [] }',
  'log_file: 5',
  'syslog: 1',
  'debug: 1',
  'port: $UNSET_BY_ALL',
])('what the server refuses stays as it is, and is not overridden: %s', async (config) => {
  const { text } = await localConfig(config, machine, { debug: true, trace: false });
  const { keys } = readConf(text);
  expect(text.split('\n')[0]).toBe(config);
  const names = keys.map(({ path }) => path.join('.'));
  expect(names).toHaveLength(new Set(names).size);
});

test('two listeners on one port stay two on one port', async () => {
  const { text } = await localConfig('port: 4222\nleafnodes { port: 4222 }', machine);
  expect(text.match(/24222/g)).toHaveLength(2);
});

test('what is stored is below the folder of the server', async () => {
  const inside = '"/tmp/x/leaf/data"';
  expect(await line('jetstream { store_dir: "/data" }')).toBe(`jetstream { store_dir: ${inside} }`);
  expect(await line('store_dir: /data')).toBe(`store_dir: ${inside}`);
  expect(await line('resolver { type: full, dir: "/data" }')).toBe(
    `resolver { type: full, dir: ${inside} }`,
  );
  expect(await settings('jetstream { store_dir: "/data" }')).not.toContain('store_dir');
  expect(await settings('jetstream: enabled')).toContain('store_dir: "/tmp/x/leaf"');
});

test('no log and no file goes elsewhere', async () => {
  expect(await line('log_file: "/var/log/nats.log"; pid_file: /run/nats.pid; syslog: true')).toBe(
    'log_file: ""; pid_file: ""; syslog: false',
  );
});

test('a key that each object has is passed on to the server, which refuses it', async () => {
  expect(await line('constructor: 1')).toBe('constructor: 1');
});

test('what is asked to be logged is logged, whatever the configuration says', async () => {
  const logging = { debug: true, trace: true };
  const { text } = await localConfig('debug: false', machine, logging);
  expect(text.split('\n')[0]).toBe('debug: true');
  expect(text).toContain('; trace: true');
});

test('files that were put on the machine are found', async () => {
  const file = (path: string) => (path === '/hub.creds' ? '/tmp/x/files/hub.creds' : undefined);
  const { text } = await localConfig('credentials: "/hub.creds"', { ...machine, file });
  expect(text.split('\n')[0]).toBe('credentials: "/tmp/x/files/hub.creds"');
});

test.each([
  '{',
  '}',
  '[',
  'a',
  'a: [',
  'a: {',
  'a "',
  '"',
  ': :',
  'a: (',
  'port: {',
  ']',
  'a: ]',
  '$',
  '{}}}{',
])('text that does not parse comes out with as many lines: %s', async (config) => {
  expect((await lines(config)).slice(0, -2).join('\n')).toBe(config);
});

test('pages of the origins that may connect get a WebSocket, unless the configuration has its own', async () => {
  const origins = ['http://localhost:3000'];
  const open = {
    ...machine,
    port: async (port: number) => 30_000 + (Math.abs(port) % 1000),
    origins,
  };
  const { text, websocketPort } = await localConfig('', open);
  expect(websocketPort).toBe(30_536);
  expect(text).toContain(
    'websocket { listen: "127.0.0.1:30536", no_tls: true, allowed_origins: ["http://localhost:3000"] }',
  );
  const own = await localConfig('websocket { port: 8080, no_tls: true }', { ...machine, origins });
  expect(own.websocketPort).toBe(28080);
  expect(own.text.match(/allowed_origins: \["http:\/\/localhost:3000"\]/g)).toHaveLength(1);
  const theirs = 'websocket { port: 8080, allow_origin: "https://example.org" }';
  expect((await localConfig(theirs, { ...machine, origins })).text).not.toContain('localhost:3000');
  expect((await localConfig('', machine)).websocketPort).toBeUndefined();
});

const ours = ['http://localhost:3000'];
const oursHere = (key: string) => `; ${key}: ["http://localhost:3000"]`;

test.each([
  ['websocket { port: 8080, allowed_origins: [] }', 'allowed_origins'],
  ['websocket { port: 8080, allowed_origins: [ # none\n ] }', 'allowed_origins'],
  ['ws { port: 8080, "Origin": [] }', 'Origin'],
  ['ws { allow_origins = [5] }', 'allow_origins'],
  ['O: []\nwebsocket { port: 8080, allowed_origins: $O }', 'allowed_origins'],
  ['O: "https://example.org"\nwebsocket { port: 8080, origins: [$O] }', 'origins'],
  ['W { port: 8080, origin: [] }\nwebsocket: $W; server_name: $W; server_name: a', 'origin'],
])('a list of no origins lets in those of ours alone: %s', async (config, key) => {
  const { text } = await localConfig(config, { ...machine, origins: ours });
  expect(text).toContain(oursHere(key));
});

test('two lists of origins are both looked at, and one that names them stays', async () => {
  const theirs = 'websocket { port: 8080, origin: "https://example.org", Origins: [] }';
  const { text } = await localConfig(theirs, { ...machine, origins: ours });
  expect(text.split('\n')[0]).toBe(
    `websocket { host: "127.0.0.1"; port: 28080, origin: "https://example.org", Origins: []${oursHere('Origins')} }`,
  );
});

test('a WebSocket that a variable brings to two places lets in pages of our origins alone', async () => {
  const config = 'W { port: 8080 }\nwebsocket: $W; server_name: $W; server_name: a';
  const { text } = await localConfig(config, { ...machine, origins: ours });
  expect(text.split('\n')[0]).toContain('allowed_origins: ["http://localhost:3000"]');
});

test('a file with the name of a value does not keep it from being rewritten', async () => {
  const file = () => '/tmp/x/files/; a';
  const config = 'store_dir: "/data"; log_file: "/data"; port: 4222';
  const { text } = await localConfig(config, { ...machine, file });
  expect(text.split('\n')[0]).toBe('store_dir: "/tmp/x/leaf/data"; log_file: ""; port: 24222');
});

test('monitoring is at a path that pages do not know', async () => {
  const hidden = { ...machine, monitorPath: 'secret' };
  const local = await localConfig('', hidden);
  expect(local.text).toContain('; http_base_path: "/secret"');
  expect(local.monitorUrl).toBe('http://127.0.0.1:20000/secret/');
  const own = await localConfig('http_base_path: "/nats"', hidden);
  expect(own.text.split('\n')[0]).toBe('http_base_path: "/secret/nats"');
  expect(own.monitorUrl).toBe('http://127.0.0.1:20000/secret/nats/');
});
