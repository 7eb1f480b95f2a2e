import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinnedSource } from '../../../engine/build.mjs';
import { checkConfig } from '../../../src/hosts/local/binary.ts';
import { derive, type Derived } from '../../../src/lab/derive/derive.ts';
import { runnable } from '../../../src/lab/derive/runnable.ts';
import { standIn } from '../../../src/lab/derive/stand-ins.ts';
import type { LabHost } from '../../../src/lab/network/host.ts';
import { linksSeen } from '../../../src/lab/monitoring/links-seen.ts';
import { configurationsOf } from '../../../tools/conf-check/configurations.ts';
import type { HostOpener } from '../../support/bench.ts';
import { localHost, tabInNode } from '../../support/host-kinds.ts';
import { nativeServer } from '../../support/native-server.ts';

/** The configurations of nats-server's own tests of leaf nodes. */
const configurations = (await configurationsOf(await pinnedSource())).filter(({ name }) =>
  /\/leafnode\w*_test\.go/.test(name),
);
const alone = (text: string) => derive('own', [{ path: 'server.conf', text }]);

const openers = new Map<string, HostOpener>();
beforeAll(async () => {
  for (const kind of [tabInNode, localHost]) openers.set(kind.name, await kind.open());
});
afterAll(async () => {
  for (const opener of openers.values()) await opener.close();
});

/** Runs a network, and stops it after the use. */
async function running<T>(
  kind: { name: string },
  derived: Derived,
  use: (host: LabHost, start: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { topology, files } = runnable(derived);
  const ignore = () => {};
  const events = {
    onServer: ignore,
    onLink: ignore,
    onLog: ignore,
    onWire: ignore,
    onEnd: ignore,
  };
  const opener = openers.get(kind.name)!;
  const never = new AbortController().signal;
  const connection = await opener.openHost(topology, events, ignore, never);
  const { host } = connection;
  try {
    return await use(host, async () => {
      for (const [server, texts] of files)
        for (const [file, text] of texts) await host.putFile(server, file, text);
      for (const { name, config } of topology.servers) await host.startServer(name, config);
    });
  } finally {
    connection.close();
  }
}

/** How the links of a network that runs stand, as its servers alone tell. */
async function seenOn(host: LabHost, derived: Derived) {
  const { topology } = runnable(derived);
  const runs = () => ({ type: 'running', version: '' }) as const;
  const seen = await linksSeen(host, topology, runs, () => undefined);
  return Object.fromEntries([...seen].map(([name, { type }]) => [name, type]));
}

const refusalOn = (kind: { name: string }, text: string): Promise<string> =>
  running(kind, alone(text), (_, start) =>
    start().then(
      () => '',
      (error: unknown) => (error as Error).message,
    ),
  );

test('each configuration of nats-server’s own leaf-node tests is derived', () => {
  expect(configurations.length).toBeGreaterThan(250);
  for (const { name, text } of configurations) {
    const { topology, confs } = alone(text);
    const [server] = runnable(alone(text)).topology.servers;
    expect(topology.servers, name).toHaveLength(1);
    // Each line stays the line it was; some may be added below.
    const lines = [...confs.values()][0]!.text.trimEnd().split('\n').length;
    expect(server!.config.split('\n').length, name).toBeGreaterThanOrEqual(lines);
  }
});

describe('a sample of them', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'leafwise-derived-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const sample = configurations.filter((_, i) => i % 7 === 3);

  test('boots in the module exactly where the native server takes it', async () => {
    const binary = await nativeServer();
    const file = path.join(folder, 'server.conf');
    for (const { name, text } of sample) {
      await writeFile(file, text);
      const native = await checkConfig(binary, file).then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
      const here = await refusalOn(tabInNode, text);
      // Some faults are found only as a server starts: `-t` does not start it.
      const atStart = native === '' && here !== '' ? await refusalOn(localHost, text) : native;
      expect({ name, native: atStart !== '', here: here !== '' }).toEqual({
        name,
        native: here !== '',
        here: here !== '',
      });
    }
  });
});

/** What a network is that lacks each file that it names. */
const lacking = {
  'an operator, and credentials of one of its accounts': {
    hub: `server_name: hub
operator: /etc/nats/op.jwt
resolver: MEMORY
jetstream { store_dir: /data, domain: hub }
leafnodes { port: 7422 }`,
    leaf: `server_name: leaf
jetstream { store_dir: /data, domain: leaf }
leafnodes { remotes: [{ url: "nats-leaf://hub.example.com", credentials: "/etc/nats/shop.creds" }] }`,
  },
  certificates: {
    hub: `server_name: hub
tls { cert_file: "/etc/tls/client.pem", key_file: "/etc/tls/client.key", handshake_first: true }
leafnodes { port: 7422, tls { cert_file: "/etc/tls/tls.crt", key_file: "/etc/tls/tls.key", ca_file: "/etc/tls/ca.crt", verify: true } }`,
    leaf: `server_name: leaf
leafnodes { remotes: [{ url: "tls://hub.example.com", tls { cert_file: "c.pem", key_file: "k.pem", ca_file: "/etc/tls/ca.crt" } }] }`,
  },
  'the certificates of a WebSocket': {
    hub: `server_name: hub
leafnodes { port: 7422 }
websocket { port: 443, tls { cert_file: "/etc/tls/tls.crt", key_file: "/etc/tls/tls.key" } }`,
    leaf: `server_name: leaf
leafnodes { remotes: [{ url: "wss://hub.example.com:443" }] }`,
  },
  'variables of an environment': {
    hub: `server_name: $NAME
leafnodes { port: 7422, authorization { user: leaf, password: $LEAF_PASSWORD } }`,
    leaf: `server_name: leaf
leafnodes { remotes: [{ url: "nats-leaf://leaf:LEAF_PASSWORD@hub.example.com" }] }`,
  },
};

/** A server that would listen, store and log where no host has room for it. */
const demanding = {
  'etc/hub.conf': `server_name: hub
listen: "10.1.1.1:4222"
http: "localhost:8222"
pid_file: /var/run/leafwise-test.pid
log_file: "/var/log/leafwise-test.log"
ports_file_dir: "/var/run"
mqtt { port: 1883 }
websocket { listen: "10.1.1.1:8080", no_tls: true }
leafnodes { listen: "10.1.1.1:7422", advertise: "hub.example.com:443" }
include "store.conf"`,
  'etc/store.conf':
    'jetstream { store_dir: "/var/lib/leafwise-test", max_memory_store: 64GB, max_file_store: 1TB }',
  'leaf.conf': 'leafnodes { remotes: [{ url: "nats-leaf://10.1.1.1:7422" }] }',
};

describe.each([tabInNode, localHost])('on $name', (kind) => {
  test.each(Object.entries(lacking))('with stand-ins for %s, a leaf connects', async (_, confs) => {
    const files = Object.entries(confs).map(([name, text]) => ({ path: `${name}.conf`, text }));
    const derived = await standIn(derive('own', files));
    await running(kind, derived, async (host, start) => {
      await start();
      await expect
        .poll(async () => (await host.monitor('hub', 'leafz')).leafs?.map(({ name }) => name))
        .toEqual(['leaf']);
      // No wire tells so of what is encrypted, or of a WebSocket.
      expect(await seenOn(host, derived)).toEqual({ 'leaf-hub': 'up' });
    });
  });

  test('of several that a remote may dial, one is up', async () => {
    const derived = derive('own', [
      { path: 'a.conf', text: 'leafnodes { port: 7422 }' },
      { path: 'b.conf', text: 'leafnodes { port: 7423 }' },
      {
        path: 'leaf.conf',
        text: 'leafnodes { remotes: [{ no_randomize: true, urls: ["nats-leaf://a:7422", "nats-leaf://b:7423"] }] }',
      },
    ]);
    await running(kind, derived, async (host, start) => {
      await start();
      await expect
        .poll(() => seenOn(host, derived))
        .toEqual({ 'leaf-a': 'up', 'leaf-b': 'reserve' });
    });
  });

  test('a server starts whatever addresses, folders and files it names', async () => {
    const files = Object.entries(demanding).map(([name, text]) => ({ path: name, text }));
    await running(kind, derive('own', files), async (host, start) => {
      await start();
      await expect
        .poll(async () => (await host.monitor('hub', 'leafz')).leafs?.map(({ name }) => name))
        .toEqual(['leaf']);
    });
    for (const written of [
      '/var/run/leafwise-test.pid',
      '/var/log/leafwise-test.log',
      '/var/lib/leafwise-test',
    ])
      expect(existsSync(written), written).toBe(false);
  });
});
