import { expect, test } from 'vitest';
import { topologies } from '../topologies/index.ts';
import { joining } from '../src/lab/conf/hub-remote.ts';
import { makeKeyring, putFiles } from '../src/lab/credentials/keyring.ts';
import type { GivenFile } from '../src/lab/derive/given.ts';
import type { LabHost } from '../src/lab/network/host.ts';
import type { Topology } from '../src/lab/topology/topology.ts';
import { derive } from '../src/lab/derive/derive.ts';
import { runnable } from '../src/lab/derive/runnable.ts';
import { standIn } from '../src/lab/derive/stand-ins.ts';

/**
 * What configurations do not tell: the keys that are made at each start and how clients log in with them (`operator`,
 * `login`); that a page shows two servers of one domain on purpose (`sharesDomain`); and how inboxes are named, which is
 * for clients (`ownInbox`).
 */
const untold = ['operator', 'login', 'sharesDomain', 'ownInbox'];

const told = (topology: Topology): Topology =>
  JSON.parse(
    JSON.stringify(topology, (key, value: unknown) => (untold.includes(key) ? undefined : value)),
  ) as Topology;

const derivedFrom = (name: string, files: GivenFile[]) => derive(name, files.toReversed()).topology;

/** A remote comes when a reader joins a hub elsewhere. */
const joined = ['class-seat', 'your-hub'];
const written = [...topologies.values()];

test.for(written.filter(({ name, operator }) => !operator && !joined.includes(name)))(
  '$name is derived from its configurations',
  (topology) => {
    const files = topology.servers.map(({ name, config }) => ({
      path: `${name}.conf`,
      text: config,
    }));
    expect(derivedFrom(topology.name, files)).toEqual(told(topology));
  },
);

test.for(written.filter(({ name }) => joined.includes(name)))(
  '$name is derived once its server has joined',
  (topology) => {
    const hub = topology.outside![0]!.name;
    const servers = topology.servers.map((server) => ({
      ...server,
      config: joining(server.config, hub, { type: 'none' }),
    }));
    const files = servers.map(({ name, config }) => ({ path: `${name}.conf`, text: config }));
    expect(derivedFrom(topology.name, files)).toEqual(told({ ...topology, servers }));
  },
);

test.for(written.filter(({ operator }) => operator))(
  '$name is derived with the files that its keys are made into',
  async (topology) => {
    const files: GivenFile[] = [];
    const host = {
      putFile: async (server: string, path: string, text: string) =>
        void files.push({ path: `${server}/${path}`.replace('//', '/'), text }),
    } as unknown as LabHost;
    await putFiles(await makeKeyring(topology.operator!), topology.operator!, host);
    const trust = new Map(files.map(({ path, text }) => [path, text]));
    // The configuration that runs has what it includes.
    const servers = topology.servers.map((server) => ({
      ...server,
      config: server.config.replace(
        'include "trust.conf"',
        () => `${trust.get(`${server.name}/trust.conf`)}\n`,
      ),
    }));
    for (const { name, config: text } of topology.servers)
      files.push({ path: `${name}/${name}.conf`, text });
    expect(derivedFrom(topology.name, files)).toEqual(told({ ...topology, servers }));
  },
);

test('a file that a configuration names is put on the machine of its server', async () => {
  const conf =
    'leafnodes { remotes: [{ url: "nats-leaf://hub", credentials: "/etc/nats/a.creds" }] }';
  const files = [
    { path: 'leaf.conf', text: conf },
    { path: 'secret/a.creds', text: 'creds' },
  ];
  const { files: put } = runnable(await standIn(derive('own', files)));
  expect(put).toEqual(new Map([['leaf', new Map([['/etc/nats/a.creds', 'creds']])]]));
});

test('a line of a file that was cut out of another is told as that of the other', () => {
  const from = { path: 'configmap.yaml', line: 10 };
  const { confs } = derive('own', [{ path: 'hub.conf', text: 'port: 4222\nhttp: 1', from }]);
  expect(confs.get('hub')!.placeOf(12)).toEqual({ path: 'configmap.yaml', line: 11 });
});
