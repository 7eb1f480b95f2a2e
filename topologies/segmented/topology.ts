import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import hub from './hub.conf';
import plant from './plant.conf';

/** Several accounts on both sides, bound one to one over a link with a connection for each. */
export default defineTopology({
  name: 'segmented',
  size: { width: 760, height: 260 },
  servers: [
    {
      name: 'hub',
      role: 'hub',
      accounts: ['SENSORS', 'ORDERS', 'OPS'],
      login: { user: 'ops', pass: '0ps' },
      config: hub,
      at: { x: 190, y: 130 },
    },
    {
      name: 'plant',
      role: 'leaf',
      accounts: ['FACTORY', 'OFFICE'],
      login: { user: 'machine', pass: 'm4chine' },
      config: plant,
      at: { x: 570, y: 130 },
    },
  ],
  links: [
    {
      name: 'plant-hub',
      kind: 'leaf',
      from: 'plant',
      to: 'hub',
      accounts: [
        { local: 'FACTORY', remote: 'SENSORS' },
        { local: 'OFFICE', remote: 'ORDERS' },
      ],
    },
  ],
});
