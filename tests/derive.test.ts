import { expect, test } from 'vitest';
import { topologies } from '../topologies/index.ts';
import type { Topology } from '../src/lab/topology/topology.ts';
import { derive } from '../src/lab/derive/derive.ts';
import { runnable } from '../src/lab/derive/runnable.ts';
import { standIn } from '../src/lab/derive/stand-ins.ts';

/** What configurations do not tell: how clients log in, whose keys are made at each start, and what is shown on purpose. */
const untold = ['operator', 'sharesDomain', 'login', 'ownInbox'];

const told = (topology: Topology): unknown =>
  JSON.parse(
    JSON.stringify(topology, (key, value: unknown) => (untold.includes(key) ? undefined : value)),
  );

/** Those whose configurations are not whole: a remote comes when a reader joins, or keys are made at each start. */
const later = ['class-seat', 'your-hub', 'operator-mode'];

test.for([...topologies.values()].filter(({ name }) => !later.includes(name)))(
  '$name is derived from its configurations',
  (topology) => {
    const files = topology.servers.map(({ name, config }) => ({
      path: `${name}.conf`,
      text: config,
    }));
    const derived = derive(topology.name, files.toReversed()).topology;
    expect(derived).toEqual(told(topology));
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
