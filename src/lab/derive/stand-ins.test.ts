import { expect, test } from 'vitest';
import { makeKeyring, putFiles } from '../credentials/keyring.ts';
import type { LabHost } from '../network/host.ts';
import { topologies } from '../../../topologies/index.ts';
import { derive } from './derive.ts';
import type { GivenFile } from './given.ts';
import { remembering } from './made-once.ts';
import { runnable } from './runnable.ts';
import { standIn } from './stand-ins.ts';

const networkOf = (confs: Record<string, string>) =>
  derive(
    'own',
    Object.entries(confs).map(([name, text]): GivenFile => ({ path: `${name}.conf`, text })),
  );

test('a network that lacks nothing stays as it is', async () => {
  const derived = networkOf({ hub: 'leafnodes { port: 7422 }' });
  expect(await standIn(derived)).toBe(derived);
});

test('missing credentials, operator and accounts are made, and bind the account that is meant', async () => {
  const hub = `server_name: hub
operator: /etc/nats/op.jwt
resolver: MEMORY
leafnodes { port: 7422 }`;
  const leaf = `server_name: leaf
leafnodes { remotes: [{ url: "nats-leaf://hub", credentials: "/etc/nats/shop.creds" }] }`;
  const made = await standIn(networkOf({ hub, leaf }));
  expect(made.standIns.map(({ server, path, use }) => [server, path, use])).toEqual([
    ['hub', '/etc/nats/op.jwt', 'operator'],
    ['leaf', '/etc/nats/shop.creds', 'credentials'],
  ]);
  expect(made.confs.get('hub')!.accounts.toSorted()).toEqual(['SHOP', 'SYS']);
  expect(made.topology.links[0]!.accounts).toEqual([{ local: '$G', remote: 'SHOP' }]);
  expect(runnable(made).files.get('leaf')!.get('/etc/nats/shop.creds')).toContain(
    'BEGIN USER NKEY SEED',
  );
});

test('accounts that are known keep their names where one file is missing', async () => {
  const topology = topologies.get('operator-mode')!;
  const files: GivenFile[] = topology.servers.map(({ name, config }) => ({
    path: `${name}/${name}.conf`,
    text: config,
  }));
  const host = {
    putFile: async (server: string, path: string, text: string) => {
      if (server !== 'east') files.push({ path: `${server}/${path}`.replace('//', '/'), text });
    },
  } as unknown as LabHost;
  await putFiles(await makeKeyring(topology.operator!), topology.operator!, host);
  const known = derive(
    'own',
    files.filter(({ path }) => path !== 'west/etc/nats/hub.creds'),
  );
  const made = await standIn(known);
  expect(made.standIns.map(({ server, path }) => `${server}${path}`)).toEqual([
    'east/etc/nats/hub.creds',
    'west/etc/nats/hub.creds',
    'west/etc/nats/system.creds',
  ]);
  const [, west] = topology.links;
  expect(made.topology.links[1]).toEqual(west);
  const { accountKeys } = known.confs.get('hub')!;
  for (const [name, key] of made.confs.get('hub')!.accountKeys)
    expect(key, name).not.toBe(accountKeys.get(name));
});

test('where one certificate is missing, all are made', async () => {
  const tls = 'tls { cert_file: "/c.pem", key_file: "/k.pem", ca_file: "/ca.pem" }';
  const hub = `leafnodes { port: 7422, ${tls} }`;
  const leaf = 'leafnodes { remotes: [{ url: "tls://hub", tls { ca_file: "/ca.pem" } }] }';
  const given = networkOf({ hub, leaf }).files;
  const made = await standIn(
    derive('own', [...given.values(), { path: 'ca.pem', text: 'theirs' }]),
  );
  const { files, topology } = runnable(made);
  expect([...files.get('hub')!.keys()]).toEqual(['/ca.pem', '/c.pem', '/k.pem']);
  expect(files.get('leaf')!.get('/ca.pem')).toBe(files.get('hub')!.get('/c.pem'));
  expect(topology.servers.map(({ config }) => config).join('\n')).not.toContain('insecure');
});

test('a variable that only an environment knows gets a value of its type', async () => {
  const conf = `server_name: $POD_NAME
port: $PORT
max_payload: $SIZE
authorization { user: leaf, password: $PASS }`;
  const { confs, standIns } = await standIn(networkOf({ hub: conf }));
  const { name, text, unset, placeOf } = confs.get('hub')!;
  expect(name).toBe('hub');
  expect(text.split('\n')[0]).toBe(
    'POD_NAME = "hub"; PORT = -1; SIZE = 1048576; PASS = "PASS"; server_name: $POD_NAME',
  );
  expect(unset).toEqual([]);
  expect(placeOf(text.indexOf('max_payload'))).toEqual({ path: 'hub.conf', line: 3 });
  expect(standIns.map(({ path, use }) => [path, use])).toEqual(
    ['$POD_NAME', '$PORT', '$SIZE', '$PASS'].map((path) => [path, 'variable']),
  );
});

test('of a network that is derived again, stand-ins stay the same where they are remembered', async () => {
  const hub = `server_name: hub
operator: /etc/nats/op.jwt
leafnodes { port: 7422, tls { cert_file: "/tls/hub.pem", key_file: "/tls/hub.key" } }`;
  const leaf = `server_name: leaf
leafnodes { remotes: [{ url: "tls://hub", credentials: "/etc/nats/shop.creds" }] }`;
  const once = remembering();
  const made = async (more: string) =>
    runnable(await standIn(networkOf({ hub, leaf: leaf + more }), once));
  const [first, second, third] = [await made(''), await made(''), await made('\nport: 4333')];
  expect(second.topology).toEqual(first.topology);
  expect(second.files).toEqual(first.files);
  const configOf = (run: typeof first, name: string) =>
    run.topology.servers.find((server) => server.name === name)!.config;
  expect(configOf(third, 'hub')).toBe(configOf(first, 'hub'));
  expect(configOf(third, 'leaf')).not.toBe(configOf(first, 'leaf'));
  expect(third.files).toEqual(first.files);
});
