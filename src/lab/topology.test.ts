import { expect, test } from 'vitest';
import { defineTopology, type LinkSpec, type ServerSpec, type Topology } from './topology.ts';

const server = (name: string, config: string, more: Partial<ServerSpec> = {}): ServerSpec => ({
  name,
  role: 'leaf',
  config,
  at: { x: 0, y: 0 },
  ...more,
});
const link = (from: string, to: string, more: Partial<LinkSpec> = {}): LinkSpec => ({
  name: `${from}-${to}`,
  kind: 'leaf',
  from,
  to,
  ...more,
});

const hub = server('hub', 'jetstream { domain: hub }', { role: 'hub', domain: 'hub' });
const leaf = server('leaf', 'remotes: [{ url: "nats-leaf://hub:7422" }]');
const define = (more: Partial<Topology>) => () =>
  defineTopology({
    name: 'some',
    size: { width: 1, height: 1 },
    servers: [hub, leaf],
    links: [link('leaf', 'hub')],
    ...more,
  });

test('a topology that agrees with its configurations is answered as it is', () => {
  expect(define({})().servers).toEqual([hub, leaf]);
});

test('two servers of one name are a mistake', () => {
  expect(define({ servers: [hub, leaf, leaf] })).toThrow('topology some: two servers named leaf');
});

test('two links of one name are a mistake', () => {
  const links = [link('leaf', 'hub'), link('leaf', 'hub')];
  expect(define({ links })).toThrow('two links named leaf-hub');
});

test('a link from or to no server is a mistake', () => {
  expect(define({ links: [link('moon', 'hub')] })).toThrow('link moon-hub names no server moon');
  expect(define({ links: [link('leaf', 'moon')] })).toThrow('link leaf-moon names no server moon');
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
  const twin = (cluster?: string) => ({
    ...hub,
    name: 'twin',
    ...(cluster && { cluster }),
  });
  const servers = [hub, twin(), leaf];
  expect(define({ servers })).toThrow(
    'hub and twin are both in the domain hub, but not in one cluster',
  );
  expect(define({ servers, sharesDomain: true })).not.toThrow();
  expect(define({ servers: [{ ...hub, cluster: 'c' }, twin('c'), leaf] })).not.toThrow();
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
  const route = server('leaf', `${leaf.config} routes: ["nats-route://u:p@hub:6222"]`);
  expect(define({ servers: [hub, route] })).toThrow('leaf dials nats-route://hub');
});

test('a domain that the configuration sets otherwise, or not, is a mistake', () => {
  const configured = (config: string, domain?: string) =>
    define({ servers: [server('hub', config, domain ? { domain } : {}), leaf] });
  expect(configured('jetstream { domain: hub }', 'core')).toThrow(
    'hub is in the domain core, but its configuration sets the domain hub',
  );
  expect(configured('jetstream { domain: hub }')).toThrow(
    'hub is without JetStream, but its configuration sets the domain hub',
  );
  expect(configured('port: 4222 # domain: hub', 'hub')).toThrow(
    'hub is in the domain hub, but its configuration sets none',
  );
  expect(configured('jetstream: { "domain": "hub" }', 'hub')).not.toThrow();
});

test('a link may lead to a hub elsewhere, which no configuration dials yet', () => {
  const outside = [{ name: 'moon', at: { x: 0, y: 0 } }];
  const links = [link('leaf', 'hub'), link('leaf', 'moon')];
  expect(define({ outside, links })).not.toThrow();
  expect(define({ outside: [{ name: 'hub', at: { x: 0, y: 0 } }] })).toThrow(
    'two servers named hub',
  );
});
