import { expect, test } from 'vitest';
import { topologies } from '../topologies/index.ts';
import type { Topology } from '../src/lab/topology/topology.ts';
import { derive } from '../src/lab/derive/derive.ts';

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
