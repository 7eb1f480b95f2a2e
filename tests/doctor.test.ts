import { expect, test } from 'vitest';
import { topologies } from '../topologies/index.ts';
import { derive } from '../src/lab/derive/derive.ts';
import { examine } from '../src/doctor/examine.ts';

const later = ['class-seat', 'your-hub', 'operator-mode'];

test.for([...topologies.values()].filter(({ name }) => !later.includes(name)))(
  '$name is sound',
  (topology) => {
    const files = topology.servers.map(({ name, config }) => ({
      path: `${name}.conf`,
      text: config,
    }));
    expect(examine(derive(topology.name, files))).toEqual([]);
  },
);
