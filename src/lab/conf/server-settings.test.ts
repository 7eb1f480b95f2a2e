import { expect, test } from 'vitest';
import { readConf } from './conf-text.ts';
import { accountsOf, clusterOf, dialledBy, domainOf, serverNameOf } from './server-settings.ts';

test.each([
  ['jetstream { domain: hub }', 'hub'],
  ['JetStream { DOMAIN = "hub" }', 'hub'],
  ['{ "jetstream": { "domain": "hub" } }', 'hub'],
  ['NAME: hub\njetstream { domain: $NAME }', 'hub'],
  ['server_name: "my domain leaf"\njetstream { domain: hub }', 'hub'],
  ['jetstream { domain: "far-off.hub" }', 'far-off.hub'],
  ['jetstream { store_dir: "/domain: x" }', undefined],
  ['jetstream {} # domain: hub', undefined],
  ['accounts { A { domain: x } }', undefined],
])('the domain of %s is %s', (config, domain) => {
  expect(domainOf(config)).toBe(domain);
});

test('keys are told from each other as the server tells them: whatever their case', () => {
  expect(serverNameOf('Server_Name: Hub')).toBe('Hub');
  expect(clusterOf('CLUSTER { Name: C }')).toBe('C');
  expect(accountsOf('ACCOUNTS { A {}, "b": {}, $SYS {} }')).toEqual(['A', 'b', '$SYS']);
});

test.each([
  ['leafnodes { remotes: [{ url: "nats-leaf://hub:7422" }] }', 'leaf hub'],
  ['LeafNodes { Remotes = [{ URLs: ["tls://u:p@a:1", ws://b/x] }] }', 'leaf a, leaf b'],
  ['cluster { routes: [nats-route://n1:6222, "nats://u:p@n2"] }', 'route n1, route n2'],
  ['HUB: "nats-leaf://hub"\nleaf { remotes [{ url $HUB }] }', 'leaf hub'],
  ['leafnodes { remotes: [{ url: "nats-leaf://[::1]:7422" }] }', 'leaf [::1]'],
  ['# leafnodes { remotes: [{ url: "nats-leaf://hub:7422" }] }', ''],
  ['server_name: "nats-leaf://hub"', ''],
])('%s dials %s', (config, dialled) => {
  const hosts = dialledBy(readConf(config)).map(({ kind, host }) => `${kind} ${host}`);
  expect(hosts.join(', ')).toBe(dialled);
});
