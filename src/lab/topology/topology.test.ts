import { expect, test } from 'vitest';
import { defineTopology } from './define-topology.ts';
import type { LinkSpec, ServerSpec, Topology } from './topology.ts';

const at = (name: string) => ({ x: name.length, y: name.charCodeAt(0) });
const server = (name: string, config: string, more: Partial<ServerSpec> = {}): ServerSpec => ({
  name,
  role: 'leaf',
  config: `server_name: ${name}\n${config}`,
  at: at(name),
  ...more,
});
const link = (from: string, to: string, more: Partial<LinkSpec> = {}): LinkSpec => ({
  name: `${from}-${to}`,
  kind: 'leaf',
  from,
  to,
  ...more,
});

const listening = 'leafnodes { port: 7422 }';
const storing = `jetstream { domain: hub }\n${listening}`;
const hub = server('hub', storing, { role: 'hub', domain: 'hub' });
const leaf = server('leaf', 'leafnodes { remotes: [{ url: "nats-leaf://hub:7422" }] }');
const define = (more: Partial<Topology>) => () =>
  defineTopology({
    name: 'some',
    size: { width: 200, height: 200 },
    servers: [hub, leaf],
    links: [link('leaf', 'hub')],
    ...more,
  });

test('a topology that agrees with its configurations is answered as it is', () => {
  expect(define({})().servers).toEqual([hub, leaf]);
});

test('two servers of one name are a mistake', () => {
  expect(define({ servers: [hub, leaf, leaf] })).toThrow(
    'topology some: two servers named leaf: give each a name of its own',
  );
});

test('two links of one name are a mistake', () => {
  const links = [link('leaf', 'hub'), link('leaf', 'hub')];
  expect(define({ links })).toThrow('two links named leaf-hub');
});

test('a link from or to no server is a mistake', () => {
  const remedy = 'moon, which is no server: name one of hub, leaf';
  expect(define({ links: [link('moon', 'hub')] })).toThrow(
    `link moon-hub leads from or to ${remedy}`,
  );
  expect(define({ links: [link('leaf', 'moon')] })).toThrow(
    `link leaf-moon leads from or to ${remedy}`,
  );
});

test('a link that is not named after its ends is a mistake', () => {
  const links = [link('leaf', 'hub', { name: 'uplink' })];
  expect(define({ links })).toThrow('link uplink must be named leaf-hub');
});

test('a route between servers of no common cluster is a mistake', () => {
  const links = [link('leaf', 'hub', { kind: 'route' })];
  expect(define({ links })).toThrow('leaf and hub are not in one cluster');
});

test('a link that binds an account which its server lacks is a mistake', () => {
  const bound = (local: string, remote: string) =>
    define({ links: [link('leaf', 'hub', { accounts: [{ local, remote }] })] });
  expect(bound('$G', '$G')).not.toThrow();
  expect(bound('A', '$G')).toThrow('link leaf-hub binds an account A that leaf lacks');
  expect(bound('$G', 'B')).toThrow('link leaf-hub binds an account B that hub lacks');
});

test('two servers of one domain are a mistake unless they are a cluster or it is on purpose', () => {
  const twin = (cluster?: string) =>
    server('twin', `${storing}\n${cluster ? `cluster { name: ${cluster} }` : ''}`, {
      domain: 'hub',
      ...(cluster && { cluster }),
    });
  const servers = [hub, twin(), leaf];
  expect(define({ servers })).toThrow(
    'hub and twin are both in the domain hub, but not in one cluster',
  );
  expect(define({ servers, sharesDomain: true })).not.toThrow();
  const clustered = { ...hub, cluster: 'c', config: `${hub.config}\ncluster { name: c }` };
  expect(define({ servers: [clustered, twin('c'), leaf] })).not.toThrow();
});

test('a link that its dialling server does not name is a mistake', () => {
  const servers = [hub, server('leaf', '# remotes: [{ url: "nats-leaf://hub:7422" }]')];
  expect(define({ servers })).toThrow(
    'link leaf-hub: the configuration of leaf has no nats-leaf://hub',
  );
});

test('a remote that no link stands for is a mistake', () => {
  expect(define({ links: [] })).toThrow(
    'leaf dials nats-leaf://hub, but there is no link leaf-hub',
  );
  const route = server('leaf', `${leaf.config} cluster { routes: ["nats-route://u:p@hub:6222"] }`);
  expect(define({ servers: [hub, route] })).toThrow('leaf dials nats-route://hub');
});

test('a domain that the configuration sets otherwise, or not, is a mistake', () => {
  const configured = (config: string, domain?: string) =>
    define({
      servers: [server('hub', `${listening}\n${config}`, domain ? { domain } : {}), leaf],
    });
  expect(configured('jetstream { domain: hub }', 'core')).toThrow(
    'hub is in the domain core, but its configuration sets the domain hub',
  );
  expect(configured('jetstream { domain: hub }')).toThrow(
    'hub is in no domain, but its configuration sets the domain hub: let the two agree',
  );
  expect(configured('port: 4222 # domain: hub', 'hub')).toThrow(
    'hub is in the domain hub, but its configuration sets none',
  );
  expect(configured('jetstream: { "domain": "hub" }', 'hub')).not.toThrow();
});

test('a cluster that the configuration sets otherwise, or not, is a mistake', () => {
  const member = (config: string, cluster?: string) =>
    define({
      servers: [
        server('hub', `${storing}\n${config}`, { domain: 'hub', ...(cluster && { cluster }) }),
        leaf,
      ],
    });
  expect(member('cluster { name: c }', 'c')).not.toThrow();
  expect(member('cluster { name: c }', 'd')).toThrow(
    'hub is in the cluster d, but its configuration sets the cluster c: let the two agree',
  );
  expect(member('cluster { name: c }')).toThrow('hub is in no cluster, but');
  expect(member('', 'c')).toThrow('hub is in the cluster c, but its configuration sets none');
});

test('a link may lead to a hub elsewhere, which no configuration dials yet', () => {
  const outside = [{ name: 'moon', at: at('moon') }];
  const links = [link('leaf', 'hub'), link('leaf', 'moon')];
  expect(define({ outside, links })).not.toThrow();
  expect(define({ outside: [{ name: 'hub', at: at('hub') }] })).toThrow('two servers named hub');
});

test('a server off the map, or on top of another, is a mistake', () => {
  const placed = (x: number, y: number) => define({ servers: [hub, { ...leaf, at: { x, y } }] });
  expect(placed(201, 0)).toThrow('leaf is drawn at 201, 0, off the map of 200 by 200');
  expect(placed(0, -1)).toThrow('leaf is drawn at 0, -1, off the map');
  expect(placed(hub.at.x, hub.at.y)).toThrow('hub and leaf are drawn at the same place');
});

test('a server that gives itself another name, or none, is a mistake', () => {
  const named = (config: string) => define({ servers: [hub, { ...leaf, config }] });
  expect(named(leaf.config.replace('server_name: leaf', 'server_name: "east"'))).toThrow(
    'the configuration of leaf sets the server_name east',
  );
  expect(named(leaf.config.replace('server_name: leaf', ''))).toThrow(
    'the configuration of leaf sets no server_name: add server_name: leaf',
  );
});

test('accounts that a configuration lacks, or that the topology does not name, are a mistake', () => {
  const accounts = 'accounts { A: {}, "B": {} }';
  const having = (config: string, names?: string[]) =>
    define({
      servers: [server('hub', `${storing}\n${config}`, { domain: 'hub', accounts: names! }), leaf],
    });
  expect(having(accounts, ['A', 'B'])).not.toThrow();
  expect(having(accounts, ['A', 'B', 'C'])).toThrow('hub has no account C in its configuration');
  expect(having(accounts, ['A'])).toThrow(
    'the configuration of hub has an account B that the topology does not name',
  );
  expect(having(accounts)).toThrow('has an account A that the topology does not name');
});

test('a server that is dialled and does not listen is a mistake', () => {
  const deaf = server('hub', 'jetstream { domain: hub }', { domain: 'hub' });
  expect(define({ servers: [deaf, leaf] })).toThrow(
    'link leaf-hub: hub listens for no leaf nodes: it needs leafnodes { port: 7422 }',
  );
  const route = 'cluster { name: c, routes: ["nats-route://b:6222"] }';
  const members = [server('a', route), server('b', 'cluster { name: c }')];
  expect(
    define({
      servers: members.map((member) => ({ ...member, cluster: 'c' })),
      links: [link('a', 'b', { kind: 'route' })],
    }),
  ).toThrow('link a-b: b listens for no routes: it needs cluster { port: 6222 }');
});

test('a member of a cluster with JetStream lists all members, itself too', () => {
  const listed = (...names: string[]) => {
    const routes = names.map((name) => `"nats-route://${name}:6222"`).join(' ');
    return `jetstream { domain: hub }\ncluster { name: c, port: 6222, routes: [${routes}] }`;
  };
  const cluster = (ofA: string[], ofB: string[]) =>
    define({
      servers: [
        server('a', listed(...ofA), { cluster: 'c', domain: 'hub' }),
        server('b', listed(...ofB), { cluster: 'c', domain: 'hub' }),
      ],
      links: [link('a', 'b', { kind: 'route' })],
    });
  expect(cluster(['a', 'b'], ['a', 'b'])).not.toThrow();
  expect(cluster(['a', 'b'], ['a'])).toThrow(
    'the configuration of b has no nats-route://b: list all members of the cluster c in each',
  );
  expect(cluster(['b'], ['a', 'b'])).toThrow('the configuration of a has no nats-route://a');
});
