import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examine } from '../src/doctor/examine.ts';
import { rules } from '../src/doctor/rules/index.ts';
import { derive } from '../src/lab/derive/derive.ts';

/** The lines of one or several configurations, by the names of their servers. */
type Confs = Readonly<Record<string, string>>;

/** A state that a rule finds something in, what it finds, and a state in which it is silent. */
interface Case {
  rule: string;
  version?: string;
  /** Set where each server has a container of its own. */
  contained?: true;
  broken: Confs;
  /** `severity file:line`, of each finding. */
  finds: string[];
  mended: Confs;
}

const hub = 'server_name: hub\nleafnodes { port: 7422 }';
const dials = (url: string, more = '') =>
  `server_name: leaf\nleafnodes { remotes: [\n  { url: "${url}", ${more} }\n] }`;
const leaf = dials('nats-leaf://hub:7422');
const jetStream = (domain?: string) =>
  `jetstream { ${domain ? `domain: ${domain}, ` : ''}store_dir: "/data" }`;
const lines = (...all: string[]) => all.join('\n');
const account = (name: string, more = '') =>
  `accounts { ${name} { ${more && `${more};`} users: [ { user: app, password: "$2a$11$hashed" } ] } }`;
const plain = 'accounts { APP { users: [ { user: app, password: a } ] } }';
const member = (name: string, routes: string[], cluster = 'c') =>
  lines(
    `server_name: ${name}`,
    `cluster { name: ${cluster}, port: 6222`,
    `routes: [${routes.map((each) => `"nats-route://${each}:6222"`).join(', ')}] }`,
    jetStream('c'),
  );
const system = 'accounts { SYS { users: [ { user: s, password: s } ] } }\nsystem_account: SYS';
const three = ['a', 'b', 'c'];
/** The gateway of a cluster, with the others by name, each with a server. */
const gateway = (name: string, others: Record<string, string>) =>
  lines(
    `gateway { name: ${name}, port: 7222, gateways: [`,
    ...Object.entries(others).map(
      ([other, host]) => `{ name: ${other}, url: "nats://${host}:7222" }`,
    ),
    '] }',
  );
/** Members of one cluster that spreads replicas by the tags `az`, each with its own tags. */
const tagged = (tags: Record<string, string>): Confs =>
  Object.fromEntries(
    Object.entries(tags).map(([name, own]) => [
      name,
      lines(
        member(name, Object.keys(tags)).replace(jetStream('c'), ''),
        'jetstream { store_dir: "/data", unique_tag: " Az" }',
        `server_tags: ${own}`,
      ),
    ]),
  );
const permitted = (permissions: string) =>
  lines(
    hub,
    'accounts { A { users: [ { user: edge, password: e, permissions {',
    permissions,
    '} } ] } }',
  );

const cases: Case[] = [
  {
    rule: 'syntax-error',
    broken: { hub: lines(hub, 'websocket {', '  port: 8080', '  no_tls: true', plain), leaf },
    finds: ['error hub.conf:3'],
    mended: { hub: lines(hub, 'websocket {', '  port: 8080', '  no_tls: true', '}', plain), leaf },
  },
  {
    rule: 'syntax-error',
    broken: { hub: 'include shared.conf', shared: 'port: 4222 stray', leaf: 'include shared.conf' },
    finds: ['error shared.conf:1', 'error shared.conf:1'],
    mended: { hub: 'include shared.conf', shared: 'port: 4222 # stray', leaf },
  },
  {
    rule: 'left-out',
    broken: { hub, leaf: lines(leaf, 'include leaf.conf') },
    finds: ['error leaf.conf:1'],
    mended: { hub, leaf },
  },
  {
    rule: 'global-account-bound',
    broken: { hub, leaf: lines(leaf, account('APP')) },
    finds: ['error leaf.conf:3'],
    mended: { hub, leaf: lines(dials('nats-leaf://hub:7422', 'account: APP'), account('APP')) },
  },
  {
    rule: 'global-account-bound',
    broken: {
      hub,
      leaf: lines(leaf, account('APP'), 'authorization { users: [ { user: till, password: t } ] }'),
    },
    finds: ['note leaf.conf:3'],
    mended: {
      hub,
      leaf: lines(
        dials('nats-leaf://hub:7422', '}\n { account: APP, url: "nats-leaf://hub:7422"'),
        account('APP'),
      ),
    },
  },
  {
    rule: 'same-domain',
    broken: { hub: lines(hub, jetStream('x')), leaf: lines(leaf, jetStream('x')) },
    finds: ['error leaf.conf:5'],
    mended: { hub: lines(hub, jetStream('x')), leaf: lines(leaf, jetStream('y')) },
  },
  {
    // Clusters that gateways join are one JetStream.
    rule: 'same-domain',
    broken: { hub: lines(hub, jetStream('x')), leaf: lines(leaf, jetStream('x')) },
    finds: ['error leaf.conf:5'],
    mended: {
      a: lines(
        'leafnodes { port: 7422 }',
        'gateway { name: A, port: 7222, gateways: [ { name: B, url: "nats://b:7222" } ] }',
        jetStream('x'),
      ),
      b: lines(
        'leafnodes { port: 7422 }',
        'gateway { name: B, port: 7222, gateways: [ { name: A, url: "nats://a:7222" } ] }',
        jetStream('x'),
      ),
      leaf: 'leafnodes { remotes: [ { urls: ["nats-leaf://a:7422", "nats-leaf://b:7422"] } ] }',
    },
  },
  {
    rule: 'domain-missing',
    broken: { hub: lines(hub, jetStream()), leaf: lines(leaf, jetStream('leaf')) },
    finds: ['warning hub.conf:3'],
    mended: { hub: lines(hub, jetStream('hub')), leaf: lines(leaf, jetStream('leaf')) },
  },
  {
    // The links of the two bind accounts that no message passes between.
    rule: 'domain-missing',
    broken: { hub: lines(hub, jetStream()), leaf: lines(leaf, jetStream()) },
    finds: ['warning hub.conf:3', 'warning leaf.conf:5'],
    mended: { hub: lines(hub, jetStream()), leaf },
  },
  {
    rule: 'local-account-missing',
    broken: { hub, leaf: lines(dials('nats-leaf://hub:7422', 'account: AP'), account('APP')) },
    finds: ['error leaf.conf:3'],
    mended: { hub, leaf: lines(dials('nats-leaf://hub:7422', 'account: APP'), account('APP')) },
  },
  {
    rule: 'local-account-missing',
    broken: {
      hub: 'leafnodes { port: 7422, authorization {\nusers: [ { user: a, password: b, account: Z } ] } }',
    },
    finds: ['error hub.conf:2'],
    mended: {
      hub: lines(
        'leafnodes { port: 7422, authorization { users: [ { user: a, password: b, account: APP } ] } }',
        account('APP'),
      ),
    },
  },
  {
    rule: 'login-refused',
    broken: { hub: lines(hub, plain), leaf },
    finds: ['error leaf.conf:3'],
    mended: { hub: lines(hub, plain), leaf: dials('nats-leaf://app:a@hub:7422') },
  },
  {
    rule: 'login-refused',
    broken: { hub: lines(hub, plain), leaf: dials('nats-leaf://app:b@hub:7422') },
    finds: ['error leaf.conf:3'],
    mended: { hub: lines(hub, account('APP')), leaf: dials('nats-leaf://app:b@hub:7422') },
  },
  {
    rule: 'login-refused',
    broken: {
      hub: lines(hub, plain, 'no_auth_user: app'),
      leaf: dials('nats-leaf://other:a@hub:7422'),
    },
    finds: ['error leaf.conf:3'],
    mended: { hub: lines(hub, plain, 'no_auth_user: app'), leaf },
  },
  {
    rule: 'login-refused',
    broken: {
      hub: lines('leafnodes { port: 7422, authorization { user: l, password: l } }', plain),
      leaf: dials('nats-leaf://app:a@hub:7422'),
    },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: lines('leafnodes { port: 7422, authorization { timeout: 5 } }', plain),
      leaf: dials('nats-leaf://app:a@hub:7422'),
    },
  },
  {
    rule: 'login-refused',
    broken: { hub: lines(hub, 'authorization { token: t }'), leaf },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: lines(hub, 'authorization { token: t }'),
      leaf: dials('nats-leaf://t@hub:7422'),
    },
  },
  {
    rule: 'wrong-port',
    broken: { hub, leaf: dials('nats-leaf://hub:4222') },
    finds: ['error leaf.conf:3'],
    mended: { hub, leaf },
  },
  {
    rule: 'wrong-port',
    broken: { hub, leaf: dials('nats-leaf://hub:7423') },
    finds: ['warning leaf.conf:3'],
    mended: { hub, leaf: dials('nats-leaf://hub:7422') },
  },
  {
    // A host that is taken for the hub by its first part.
    rule: 'wrong-port',
    broken: { hub, leaf: dials('nats-leaf://hub.prod.example.com:7442') },
    finds: ['warning leaf.conf:3'],
    mended: { hub, leaf: dials('nats-leaf://hub.prod.example.com:7422') },
  },
  {
    // Ports of the web are mapped.
    rule: 'wrong-port',
    broken: { hub, leaf: dials('nats-leaf://hub.example.com:8443') },
    finds: ['warning leaf.conf:3'],
    mended: { hub, leaf: dials('nats-leaf://hub.example.com:443') },
  },
  {
    // A host that is not given, at the port for clients.
    rule: 'wrong-port',
    broken: { leaf: dials('nats://hub.example.com:4222') },
    finds: ['warning leaf.conf:3'],
    mended: { leaf: dials('nats://hub.example.com') },
  },
  {
    rule: 'websocket-without-port',
    broken: { leaf: dials('wss://nats.example.com') },
    finds: ['warning leaf.conf:3'],
    mended: { leaf: dials('wss://nats.example.com:443') },
  },
  {
    rule: 'websocket-without-port',
    broken: {
      hub: lines(hub, 'websocket { port: 8080, no_tls: true }'),
      leaf: dials('ws://hub/leafnode'),
    },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: 'server_name: hub\nleafnodes { port: 7423 }\nwebsocket { port: 7422, no_tls: true }',
      leaf: dials('ws://hub/leafnode'),
    },
  },
  {
    rule: 'dials-itself',
    broken: { leaf: lines(leaf.replace('hub', 'leaf'), 'leafnodes { port: 7422 }') },
    finds: ['error leaf.conf:3'],
    mended: { leaf: lines(leaf, 'leafnodes { port: 7422 }') },
  },
  {
    // Also where another file has that port: two servers of a machine cannot listen on one.
    rule: 'dials-itself',
    broken: { hub, leaf: lines(dials('nats-leaf://127.0.0.1:7422'), 'leafnodes { port: 7422 }') },
    finds: ['error leaf.conf:3'],
    mended: { hub, leaf: lines(dials('nats-leaf://127.0.0.1:7422'), 'leafnodes { port: 7423 }') },
  },
  {
    rule: 'dials-itself',
    broken: {
      hub,
      leaf: lines(
        'server_name: leaf',
        'leafnodes { port: 7422, remotes: [ { urls: [',
        '"nats-leaf://hub:7422"',
        '"nats-leaf://leaf:7422" ] } ] }',
      ),
    },
    finds: ['warning leaf.conf:4'],
    // A file that is called as the host is no server of that name.
    mended: { hub: `leafnodes { port: 7422, remotes: [ { url: "nats-leaf://hub:7422" } ] }` },
  },
  ...[
    // These end the server, and all below leave it without a link.
    ['my_hub:7422', 'my_hub:7422'],
    ['10.0.0.1:7422', '10.0.0.1:7422'],
    ['nats-leaf://u:p#w@hub:7422', 'u:p%23w@hub:7422'],
    ['nats-leaf://hub:7422, nats-leaf://b:7422', 'hub:7422", "nats-leaf://b:7422'],
    ['hub:7422', 'hub:7422'],
    ['hub', 'hub'],
    ['nats-leaf:/hub:7422', 'hub:7422'],
    ['nats-leaf://hub:7422,b:7422', 'hub:7422", "nats-leaf://b:7422'],
    ['nats-leaf://::1:7422', '[::1]:7422'],
    ['nats-leaf://hub:', 'hub'],
    ['nats-leaf://hub:74220', 'hub:7422'],
  ].map(([broken, mended]): Case => ({
    rule: 'url-unusable',
    broken: { leaf: `leafnodes { remotes: [ { urls: [\n"${broken!}" ] } ] }` },
    finds: ['error leaf.conf:2'],
    mended: { leaf: `leafnodes { remotes: [ { urls: [\n"nats-leaf://${mended!}" ] } ] }` },
  })),
  {
    rule: 'url-unusable',
    broken: {
      a: lines(
        'cluster { name: c, port: 6222, routes: [ "b:6222"',
        '"nats-route://c" ] }',
        'gateway { name: c, port: 7222, gateways: [ { name: d',
        'url: "nats://d" } ] }',
      ),
    },
    finds: ['error a.conf:1', 'error a.conf:2', 'error a.conf:4'],
    mended: {
      a: lines(
        'cluster { name: c, port: 6222, routes: [ "nats://b:6222", "nats-route://c:6222" ] }',
        'gateway { name: c, port: 7222, gateways: [ { name: d, url: "nats://d:7222" } ] }',
        // One that is switched off is not dialled, and one that is not known is told as such.
        'leafnodes { remotes: [ { disabled: true, url: "hub:7422" }, { url: $HUB } ] }',
      ),
    },
  },
  {
    rule: 'port-unusable',
    broken: {
      hub: lines('port: 4222', 'leafnodes { port: 4222 }', 'http: "0.0.0.0:4222"'),
      other: lines('port: 99999', 'mqtt { port: -5 }'),
    },
    finds: ['error hub.conf:2', 'error hub.conf:3', 'error other.conf:1', 'error other.conf:2'],
    mended: {
      hub: lines('port: 4222', 'leafnodes { port: -1 }', 'http: "0.0.0.0:8222"'),
      other: lines('listen: "10.0.0.1:4222"', 'leafnodes { listen: "10.0.0.2:4222" }'),
    },
  },
  {
    rule: 'websocket-scheme',
    broken: {
      hub: lines(hub, 'websocket { port: 8080, no_tls: true }'),
      leaf: dials('nats-leaf://hub:8080'),
    },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: lines(hub, 'websocket { port: 8080, no_tls: true }'),
      leaf: dials('ws://hub:8080'),
    },
  },
  {
    rule: 'websocket-scheme',
    broken: {
      hub: lines(hub, 'websocket { port: 443, tls { cert_file: a, key_file: b } }'),
      leaf: dials('ws://hub:443'),
    },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: lines(hub, 'websocket { port: 443, tls { cert_file: a, key_file: b } }'),
      leaf: dials('wss://hub:443'),
    },
  },
  {
    rule: 'websocket-scheme',
    broken: { hub: 'websocket { port: 8080, no_tls: true }', leaf: dials('ws://hub:8080') },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: lines(hub, 'websocket { port: 8080, no_tls: true }'),
      leaf: dials('ws://hub:8080'),
    },
  },
  {
    rule: 'mixed-urls',
    broken: { leaf: 'leafnodes { remotes: [\n{ urls: ["nats-leaf://a:7422",\n"ws://b:80"] } ] }' },
    finds: ['error leaf.conf:3'],
    mended: { leaf: 'leafnodes { remotes: [\n{ urls: ["ws://a:80",\n"ws://b:80"] } ] }' },
  },
  {
    rule: 'websocket-without-tls',
    broken: { hub: 'port: 4222\nwebsocket {\nport: 443 }' },
    finds: ['error hub.conf:2'],
    mended: { hub: 'port: 4222\nwebsocket {\nport: 443, no_tls: true }' },
  },
  {
    rule: 'tls-at-one-end',
    broken: { hub, leaf: dials('nats-leaf://hub:7422', 'tls { ca_file: a }') },
    finds: ['error leaf.conf:3'],
    mended: { hub, leaf },
  },
  {
    rule: 'tls-at-one-end',
    broken: { hub, leaf: dials('tls://hub:7422') },
    finds: ['warning leaf.conf:3'],
    mended: {
      hub: 'leafnodes { port: 7422, tls { cert_file: a, key_file: b } }',
      leaf: dials('tls://hub:7422'),
    },
  },
  {
    rule: 'tls-at-one-end',
    broken: { hub: 'leafnodes { port: 7422, tls { cert_file: a, verify: true } }', leaf },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: 'leafnodes { port: 7422, tls { cert_file: a, verify: true } }',
      leaf: dials('nats-leaf://hub:7422', 'tls { cert_file: a }'),
    },
  },
  {
    rule: 'tls-at-one-end',
    broken: { hub: 'leafnodes { port: 7422, tls { cert_file: a, handshake_first: true } }', leaf },
    finds: ['error leaf.conf:3'],
    mended: {
      hub: 'leafnodes { port: 7422, tls { cert_file: a, handshake_first: 300ms } }',
      leaf,
    },
  },
  {
    rule: 'system-account-linked',
    broken: {
      hub,
      leaf: lines(
        dials('nats-leaf://hub:7422', 'account: SYS'),
        account('SYS'),
        'system_account: SYS',
      ),
    },
    finds: ['note leaf.conf:3'],
    mended: {
      hub,
      leaf: lines(dials('nats-leaf://hub:7422', 'account: APP'), account('APP')),
    },
  },
  {
    rule: 'system-account-linked',
    broken: {
      hub: lines(hub, plain, 'system_account: APP'),
      leaf: dials('nats-leaf://app:a@hub:7422'),
    },
    finds: ['warning leaf.conf:3'],
    mended: { hub: lines(hub, plain), leaf: dials('nats-leaf://app:a@hub:7422') },
  },
  {
    rule: 'servers-not-listed',
    broken: {
      hub: lines(hub, account('SYS'), 'system_account: SYS'),
      leaf: lines(leaf, account('SYS'), 'system_account: SYS'),
    },
    finds: ['note leaf.conf:6'],
    mended: {
      hub: lines(hub, account('SYS'), 'system_account: SYS'),
      leaf: lines(
        dials('nats-leaf://hub:7422', 'account: SYS'),
        account('SYS'),
        'system_account: SYS',
      ),
    },
  },
  {
    rule: 'remote-doubled',
    broken: { hub, leaf: dials('nats-leaf://hub:7422', '}\n { url: "nats-leaf://a:b@hub:7422"') },
    finds: ['error leaf.conf:4'],
    mended: { hub, leaf },
  },
  {
    rule: 'leaf-loop',
    broken: {
      hub,
      region: 'leafnodes { port: 7422, remotes: [ { url: "nats-leaf://hub:7422" } ] }',
      leaf: dials('nats-leaf://hub:7422', '}\n { url: "nats-leaf://region:7422"'),
    },
    finds: ['error leaf.conf:4'],
    mended: {
      hub,
      region: 'leafnodes { port: 7422, remotes: [ { url: "nats-leaf://hub:7422" } ] }',
      leaf: 'leafnodes { remotes: [ { urls: ["nats-leaf://hub:7422", "nats-leaf://region:7422"] } ] }',
    },
  },
  {
    rule: 'bridge-does-not-relay',
    broken: {
      hub,
      south: 'leafnodes { port: 7422 }',
      leaf: dials('nats-leaf://hub:7422', '}\n { url: "nats-leaf://south:7422"'),
    },
    finds: ['note leaf.conf:4'],
    mended: {
      hub,
      south: 'leafnodes { port: 7422 }',
      leaf: dials('nats-leaf://hub:7422', '}\n { url: "nats-leaf://south:7422", hub: true'),
    },
  },
  {
    rule: 'same-cluster-name',
    broken: {
      hub: lines(hub, 'cluster { name: main, port: 6222 }'),
      leaf: lines(leaf, 'cluster { name: main, port: 6222 }'),
    },
    finds: ['error leaf.conf:5'],
    mended: {
      hub: lines(hub, 'cluster { name: main, port: 6222 }'),
      leaf: lines(leaf, 'cluster { name: edge, port: 6222 }'),
    },
  },
  {
    // A server without a cluster is one by its own name.
    rule: 'same-cluster-name',
    broken: { hub: lines(hub, 'cluster { name: leaf, port: 6222 }'), leaf },
    finds: ['error leaf.conf:1'],
    mended: {
      hub: lines(hub, 'cluster { name: leaf, port: 6222 }'),
      leaf: lines(leaf, 'cluster { name: edge, port: 6222 }'),
    },
  },
  {
    rule: 'leaves-of-one-cluster-name',
    broken: {
      hub,
      east: lines(leaf.replace('leaf', 'east'), 'cluster { name: edges, port: 6222 }'),
      west: lines(leaf.replace('leaf', 'west'), 'cluster { name: edges, port: 6222 }'),
    },
    finds: ['error west.conf:5'],
    mended: {
      hub,
      east: lines(leaf.replace('leaf', 'east'), 'cluster { name: edges, port: 6222 }'),
      west: lines(
        leaf.replace('leaf', 'west'),
        'cluster { name: edges, port: 6222, routes: ["nats-route://east:6222"] }',
      ),
    },
  },
  {
    rule: 'server-name-doubled',
    broken: { hub, east: leaf, west: leaf },
    finds: ['error west.conf:1'],
    mended: { hub, east: leaf, west: leaf.replace('server_name: leaf', '') },
  },
  {
    rule: 'server-name-doubled',
    broken: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b']).replace(': b', ': a') },
    finds: ['error b.conf:1'],
    mended: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b']) },
  },
  {
    rule: 'server-name-doubled',
    broken: { hub: hub.replace(': hub', ': x'), leaf: leaf.replace(': leaf', ': x') },
    finds: ['warning leaf.conf:1'],
    mended: { hub, leaf },
  },
  {
    // A leaf that extends the domain of the two is a third member.
    rule: 'cluster-of-two',
    broken: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b']), leaf },
    finds: ['warning a.conf:2'],
    mended: {
      a: lines(member('a', ['a', 'b']), 'leafnodes { port: 7422 }', system),
      b: lines(member('b', ['a', 'b']), system),
      leaf: lines(dials('nats-leaf://a:7422', 'account: SYS'), jetStream('c'), system),
    },
  },
  {
    rule: 'cluster-of-two',
    broken: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b']) },
    finds: ['warning a.conf:2'],
    mended: Object.fromEntries(three.map((name) => [name, member(name, three)])),
  },
  {
    // Members of clusters that gateways join elect one leader.
    rule: 'cluster-of-two',
    broken: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b']), w: member('w', ['w'], 'w') },
    finds: ['warning a.conf:2'],
    mended: {
      a: lines(member('a', ['a', 'b']), gateway('c', { c: 'a', w: 'w' })),
      b: lines(member('b', ['a', 'b']), gateway('c', { c: 'a', w: 'w' })),
      w: lines(member('w', ['w'], 'w'), gateway('w', { c: 'a', w: 'w' })),
    },
  },
  {
    // Nor is a cluster known whole whose gateways lead to servers that were not given.
    rule: 'cluster-of-two',
    broken: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b']) },
    finds: ['warning a.conf:2'],
    mended: {
      a: lines(member('a', ['a', 'b']), gateway('c', { w: 'w' })),
      b: lines(member('b', ['a', 'b']), gateway('c', { w: 'w' })),
    },
  },
  {
    rule: 'gateway-name-differs',
    broken: {
      east: lines(member('east', ['east'], 'e'), gateway('e', { e: 'east', 'w-eu': 'west' })),
      west: lines(member('west', ['west'], 'w'), gateway('w', { e: 'east', w: 'west' })),
    },
    finds: ['error east.conf:7'],
    mended: {
      east: lines(member('east', ['east'], 'e'), gateway('e', { e: 'east', w: 'west' })),
      west: lines(member('west', ['west'], 'w'), gateway('w', { e: 'east', w: 'west' })),
    },
  },
  {
    rule: 'unique-tag-shared',
    broken: tagged({ a: '["az:1", "eu"]', b: '["eu", "AZ:2"]', c: '"az:2"' }),
    finds: ['warning a.conf:5'],
    mended: tagged({ a: '["az:1", "eu"]', b: '["eu", "AZ:2"]', c: '"az:3"' }),
  },
  {
    // Three of five are enough for three replicas.
    rule: 'unique-tag-shared',
    broken: tagged({ a: '"az:1"', b: '[]', c: '"az:2"' }),
    finds: ['warning a.conf:5'],
    mended: tagged({ a: '"az:1"', b: '"az:2"', c: '"az:3"', d: '"az:3"', e: '"az:1"' }),
  },
  {
    rule: 'unique-tag-shared',
    broken: tagged({ a: '"eu"', b: '"eu"', c: '"eu"' }),
    finds: ['error a.conf:5'],
    mended: Object.fromEntries(three.map((name) => [name, member(name, three)])),
  },
  {
    rule: 'routes-incomplete',
    broken: { a: member('a', ['a']), b: member('b', ['a']), c: member('c', three) },
    finds: ['warning a.conf:3', 'warning b.conf:3'],
    mended: Object.fromEntries(three.map((name) => [name, member(name, three)])),
  },
  {
    rule: 'cluster-name-differs',
    broken: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b'], 'd') },
    finds: ['error b.conf:2'],
    mended: { a: member('a', ['a', 'b']), b: member('b', ['a', 'b']) },
  },
  {
    rule: 'jetstream-cluster-incomplete',
    broken: { a: lines('cluster { port: 6222 }', jetStream('a')) },
    finds: ['error a.conf:1', 'error a.conf:1', 'error a.conf:1'],
    mended: { a: member('a', three) },
  },
  {
    // Gateways are no routes.
    rule: 'jetstream-cluster-incomplete',
    broken: { w: lines(member('w', []), gateway('c', { e: 'e' })) },
    finds: ['error w.conf:2'],
    mended: { w: lines(member('w', ['w']), gateway('c', { e: 'e' })) },
  },
  {
    rule: 'open-to-anyone',
    broken: { hub: lines(hub, plain, 'no_auth_user: app') },
    finds: ['note hub.conf:4'],
    mended: { hub: lines(hub, plain, 'host: "127.0.0.1"', 'no_auth_user: app') },
  },
  {
    rule: 'open-to-anyone',
    broken: { leaf: dials('nats-leaf://app:a@hub.example.org:7422') },
    finds: ['note leaf.conf:3'],
    mended: { leaf: lines(dials('nats-leaf://app:a@hub.example.org:7422'), 'host: localhost') },
  },
  {
    rule: 'plain-secret',
    broken: { hub: lines(hub, plain), leaf: dials('nats-leaf://app:a@hub:7422') },
    finds: ['note hub.conf:3', 'note leaf.conf:3'],
    mended: {
      hub: lines(hub, account('APP')),
      leaf: dials('nats-leaf://hub:7422', 'credentials: "a.creds"'),
    },
  },
  {
    // What several servers include is told once.
    rule: 'plain-secret',
    broken: {
      hub: lines(hub, plain, 'include shared.conf'),
      leaf: 'include shared.conf',
      third: 'include shared.conf',
      shared: lines(
        'server_name: $NAME',
        'leafnodes { remotes: [ { url: "nats-leaf://app:a@hub:7422" } ] }',
      ),
    },
    finds: ['note hub.conf:3', 'note shared.conf:2'],
    mended: { hub, leaf },
  },
  {
    rule: 'address-advertised',
    broken: { hub: 'leafnodes { port: 7422\nadvertise: "127.0.0.9:7422" }', leaf },
    finds: ['warning hub.conf:2'],
    mended: {
      hub: 'leafnodes { port: 7422\nadvertise: "127.0.0.9:7422" }',
      leaf: dials('nats-leaf://hub:7422', 'ignore_discovered_servers: true'),
    },
  },
  {
    rule: 'denied-subjects',
    broken: { leaf: dials('nats-leaf://hub:7422', 'deny_exports: ["$JS.>",\n"_INBOX.>", ">"]') },
    finds: ['warning leaf.conf:3', 'warning leaf.conf:4', 'note leaf.conf:4'],
    mended: { leaf: dials('nats-leaf://hub:7422', 'deny_exports: ["local.>", "$JS.API.>"]') },
  },
  {
    rule: 'responses-denied',
    broken: {
      hub: permitted('subscribe: ["api.>", "_INBOX.>"]\nallow_responses: true'),
      leaf: dials('nats-leaf://edge:e@hub:7422'),
    },
    finds: ['error hub.conf:5'],
    mended: {
      hub: permitted('subscribe: ["api.>", "_INBOX.>"]\npublish: "_INBOX.>"'),
      leaf: dials('nats-leaf://edge:e@hub:7422'),
    },
  },
  {
    rule: 'responses-denied',
    broken: {
      hub: permitted('publish: "data.>"\nsubscribe: { allow: "api.>" }'),
      leaf: dials('nats-leaf://edge:e@hub:7422'),
    },
    finds: ['note hub.conf:4', 'note hub.conf:5'],
    mended: {
      hub: permitted('publish: ["data.>", "_INBOX.>"]\nsubscribe: { allow: ["seat.1.inbox.>"] }'),
      leaf: dials('nats-leaf://edge:e@hub:7422'),
    },
  },
  {
    rule: 'flow-control-not-imported',
    broken: {
      hub: `accounts { A {}, B { imports: [
        { service: { account: A, subject: "$JS.hub.API.CONSUMER.>" } }
        { stream: { account: A, subject: "deliver.>" } }
      ] } }`,
    },
    finds: ['warning hub.conf:2'],
    mended: {
      hub: `accounts { A {}, B { imports: [
        { service: { account: A, subject: "$JS.hub.API.CONSUMER.>" } }
        { service: { account: A, subject: "$JS.FC.>" } }
        { stream: { account: A, subject: "deliver.>" } }
      ] } }`,
    },
  },
  {
    rule: 'account-without-jetstream',
    broken: { hub: lines(jetStream('hub'), account('APP')) },
    finds: ['error hub.conf:1'],
    mended: { hub: lines(jetStream('hub'), account('APP', 'jetstream: enabled')) },
  },
  {
    // The account has the JetStream of a leaf: that of the hub stands idle.
    rule: 'account-without-jetstream',
    broken: {
      hub: lines(hub, jetStream('hub'), account('APP'), 'no_auth_user: app'),
      leaf: lines(leaf, jetStream('leaf')),
    },
    finds: ['warning hub.conf:3'],
    mended: {
      hub: lines(hub, account('APP'), 'no_auth_user: app'),
      leaf: lines(leaf, jetStream('leaf')),
    },
  },
  {
    rule: 'account-without-jetstream',
    broken: { hub: lines('port: 4222', account('APP', 'jetstream: enabled')) },
    finds: ['warning hub.conf:2'],
    // The system account is none of applications.
    mended: { hub: lines(jetStream('hub'), account('SYS'), 'system_account: SYS') },
  },
  {
    rule: 'store-dir-temporary',
    broken: { hub: 'jetstream: enabled', leaf: 'jetstream {\nstore_dir: /tmp/js }' },
    finds: ['warning hub.conf:1', 'note leaf.conf:2'],
    mended: { hub: 'jetstream: false', leaf: jetStream() },
  },
  {
    rule: 'max-payload-differs',
    broken: { hub, leaf: lines(leaf, 'max_payload: 8MB') },
    finds: ['warning leaf.conf:5'],
    mended: { hub, leaf: lines(leaf, 'max_payload: 1MB') },
  },
  {
    rule: 'local-in-container',
    contained: true,
    broken: { hub, leaf: dials('nats-leaf://localhost:7422') },
    finds: ['error leaf.conf:3'],
    mended: { hub, leaf },
  },
  {
    rule: 'one-machine',
    broken: {
      hub: lines(hub, jetStream('hub')),
      leaf: lines(dials('nats-leaf://localhost:7422'), 'port: 4222', jetStream('leaf')),
    },
    finds: ['error leaf.conf:5', 'error leaf.conf:6'],
    mended: {
      hub: lines(hub, jetStream('hub')),
      leaf: lines(
        dials('nats-leaf://localhost:7422'),
        'port: 4223',
        'jetstream { domain: leaf, store_dir: "/leaf" }',
      ),
    },
  },
  {
    rule: 'no-auth-user-unknown',
    broken: { hub: lines(hub, account('APP'), 'no_auth_user: ap') },
    finds: ['error hub.conf:4'],
    mended: { hub: lines(hub, account('APP'), 'no_auth_user: app') },
  },
  {
    rule: 'extension-without-system',
    broken: {
      hub: lines(hub, jetStream('hub')),
      leaf: lines(leaf, 'jetstream { domain: hub, extension_hint: will_extend, store_dir: /data }'),
    },
    finds: ['warning leaf.conf:5'],
    mended: {
      hub: lines(hub, jetStream('hub')),
      leaf: lines(leaf, 'jetstream { domain: leaf, store_dir: /data }'),
    },
  },
  {
    rule: 'api-left-open',
    broken: { hub: 'port: 4222\ndefault_js_domain {\n"$G": "" }' },
    finds: ['error hub.conf:3'],
    mended: { hub: 'port: 4222\ndefault_js_domain {\n"$G": hub }' },
  },
  {
    rule: 'unknown-key',
    broken: {
      hub: 'port: 4222\njs_domain: hub\njetstream {\nstore_dirr: x }\ncluster {\nremotes: [] }',
    },
    finds: ['error hub.conf:2', 'error hub.conf:4', 'error hub.conf:6'],
    mended: { hub: 'NAME = hub\nserver_name: $NAME\njetstream { domain: hub, store_dir: x }' },
  },
  {
    rule: 'file-not-given',
    broken: {
      hub: 'port: 4222\ntls { cert_file: "hub.pem"\nkey_file: "hub.key" }\ninclude "more.conf"',
    },
    finds: ['error hub.conf:2', 'error hub.conf:3', 'error hub.conf:4'],
    mended: { hub, leaf: dials('nats-leaf://hub:7422', 'credentials: "leaf.creds"') },
  },
  {
    rule: 'credentials-not-given',
    broken: { hub, leaf: dials('nats-leaf://hub:7422', 'credentials: "leaf.creds"') },
    finds: ['error leaf.conf:3'],
    mended: { hub, leaf },
  },
  {
    rule: 'credentials-not-given',
    broken: { leaf: dials('nats-leaf://connect.example.com', '\ncredentials: "leaf.creds"') },
    finds: ['warning leaf.conf:4'],
    mended: { leaf: dials('nats-leaf://connect.example.com', 'disabled: true, creds: "a.creds"') },
  },
  {
    rule: 'variable-not-given',
    broken: { hub: 'server_name: hub\nauthorization { user: a, password: $NONE }' },
    finds: ['error hub.conf:2'],
    mended: { hub: 'SET = a\nserver_name: hub\nauthorization { user: a, password: $SET }' },
  },
  {
    rule: 'key-too-new',
    version: '2.10.0',
    broken: { hub: 'leafnodes {\nport: 7422\nisolate: true }' },
    finds: ['error hub.conf:3'],
    mended: { hub: 'leafnodes {\nport: 7422 }' },
  },
];

const examined = (confs: Confs, rule: string, version?: string, contained = false) =>
  examine(
    derive(
      'own',
      Object.entries(confs).map(([name, text]) => ({
        path: `${name}.conf`,
        text,
        ...(contained && { machine: name }),
      })),
    ),
    version === undefined ? {} : { version },
  ).filter((finding) => finding.rule === rule);

test.for(cases.map((each, i) => ({ ...each, i })))(
  '$i $rule finds the broken state and leaves the mended one alone',
  ({ rule, version, contained, broken, finds, mended }) => {
    const found = examined(broken, rule, version, contained);
    expect(found.map(({ severity, place }) => `${severity} ${place?.path}:${place?.line}`)).toEqual(
      finds,
    );
    expect(examined(mended, rule, version, contained)).toEqual([]);
  },
);

test('each rule has a broken state here', () => {
  const tried = new Set(cases.map(({ rule }) => rule));
  expect(rules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

test('each finding has a page that is there, but for those that need none', () => {
  const findings = cases.flatMap(({ rule, version, contained, broken }) =>
    examined(broken, rule, version, contained),
  );
  const pages = new Set(findings.map(({ page }) => page));
  expect([...pages].filter((page) => page && !existsSync(`docs${page}.mdx`))).toEqual([]);
  expect(rules.filter(({ page }) => !page).map(({ id }) => id)).toEqual([
    'file-not-given',
    'gateway-name-differs',
    'left-out',
    'one-machine',
    'port-unusable',
    'unique-tag-shared',
    'variable-not-given',
  ]);
});

test('a port that is none is said as it is written', () => {
  const found = examine(derive('own', [{ path: 'hub.conf', text: 'port: 99999999999999999999' }]));
  expect(JSON.stringify(found)).toContain('on port 99999999999999999999 for');
});

test('of a configuration that cannot be read, and of its links, nothing else is told', () => {
  const own = { other: lines('server_name: other', plain) };
  const told = (text: string) =>
    examine(
      derive(
        'own',
        Object.entries({ hub: text, leaf: dials('nats-leaf://leaf:l@hub:7433'), ...own }).map(
          ([name, each]) => ({ path: `${name}.conf`, text: each }),
        ),
      ),
    );
  const whole = lines(hub, plain, 'prt: 4222 # x');
  const rulesOf = (text: string) => [...new Set(told(text).map(({ rule }) => rule))].sort();
  expect(rulesOf(whole)).toEqual(expect.arrayContaining(['unknown-key', 'wrong-port']));
  const broken = told(whole.replace('#', ''));
  expect(broken.map(({ rule, server }) => `${rule} ${server}`)).toEqual(
    expect.arrayContaining(['syntax-error hub', 'plain-secret other']),
  );
  expect(broken.filter(({ rule, server }) => server === 'hub' && rule !== 'syntax-error')).toEqual(
    [],
  );
  expect(broken.map(({ rule }) => rule)).not.toContain('wrong-port');
});

test('what stands in the place of a secret that was taken out is no secret', () => {
  const confs = (secret: string) => ({
    hub: lines(hub, `accounts { A { users: [ { user: app, password: "${secret}" } ] } }`),
    leaf: dials(`nats-leaf://app:${secret}@hub:7422`),
  });
  expect(examined(confs('taken-out-1'), 'plain-secret')).toEqual([]);
  expect(examined(confs('taken-out-x'), 'plain-secret')).toHaveLength(2);
});

test('a finding never says a secret', () => {
  const secret = 'Zx9-secret';
  const confs = {
    hub: lines(hub, `accounts { A { users: [ { user: app, password: "${secret}" } ] } }`),
    token: `authorization { token: "${secret}" }`,
    leaf: dials(`nats-leaf://app:${secret}2@hub:7422`),
    other: dials(`nats-leaf://${secret}@token:7422`),
    unknown: dials(`nats-leaf://${secret}3@hub:7422`),
  };
  const files = Object.entries(confs).map(([name, text]) => ({ path: `${name}.conf`, text }));
  expect(JSON.stringify(examine(derive('own', files)))).not.toContain(secret);
});

test('secrets of a file are told one by one, unless they are more than two', () => {
  const toldOf = (names: string[]) => {
    const files = names.map((name, i) => ({
      path: `${name}.conf`,
      text: lines(`server_name: ${name}`, plain),
      from: { path: 'all.yaml', line: 10 * i + 1 },
    }));
    return examine(derive('own', files))
      .filter(({ rule }) => rule === 'plain-secret')
      .map(({ place, words }) => `${place!.path}:${place!.line} ${words}`);
  };
  expect(toldOf(['a', 'b'])).toEqual([
    'all.yaml:2 The configuration of a has the password of app in plain text.',
    'all.yaml:12 The configuration of b has the password of app in plain text.',
  ]);
  expect(toldOf(['a', 'b', 'c'])).toEqual([
    'all.yaml:2 This file has passwords or tokens in plain text, at the lines 2, 12 and 22.',
  ]);
});

test('who dials a wrong port by WebSocket is told the port of the WebSocket', () => {
  const [found] = examined(
    { hub: lines(hub, 'websocket { port: 8443, no_tls: true }'), leaf: dials('wss://hub:443') },
    'wrong-port',
  );
  expect(found!.remedy).toBe('Dial port 8443, at which hub speaks WebSocket.');
});

test('who dials a wrong port of a host that is taken for a server is told both, and the right port', () => {
  const [found] = examined(
    { hub, leaf: dials('nats-leaf://hub.prod.example.com:7442') },
    'wrong-port',
  );
  expect(found!.words).toContain(
    'hub, dialled as hub.prod.example.com, does not listen on port 7442.',
  );
  expect(found!.remedy).toBe('Dial port 7422, which hub has for leaf nodes.');
});

test.for([
  ['js_domain: x', 'Write domain in the block jetstream.'],
  ['server_nam: x', 'Did you mean server_name?'],
  ['prot: 4223', 'Did you mean port?'],
  ['leafnodes { prot: 7422 }', 'Did you mean port?'],
  ['remotes: []', 'Move it into the block leafnodes, where it is known.'],
  ['constructor: x', 'Remove it, or look its name up among the keys of a configuration.'],
  ['__proto__: x', 'Remove it, or look its name up among the keys of a configuration.'],
  ['nonsense: x', 'Remove it, or look its name up among the keys of a configuration.'],
])('%s is told what is meant', ([line, remedy]) => {
  const [found] = examined({ hub: `port: 4222\n${line}` }, 'unknown-key');
  expect(found!.remedy).toBe(remedy);
});

test('names that objects have by themselves are names as any other', () => {
  const text = lines(
    'jetstream { domain: d }',
    'accounts { A: { jetstream: enabled }, constructor: { jetstream: enabled }, __proto__: {} }',
    'tls { constructor: a, cert_file: $toString }',
  );
  const files = [{ path: 'hub.conf', text, env: { A: 'a' } }];
  expect(JSON.stringify(examine(derive('own', files)))).not.toContain('native code');
});
