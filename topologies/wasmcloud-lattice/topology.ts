import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import host1 from './host-1.conf';
import host2 from './host-2.conf';
import hub from './hub.conf';

/** A wasmCloud lattice: its JetStream on the hub, and a leaf without JetStream beside each host. */
export default defineTopology({
  name: 'wasmcloud-lattice',
  size: { width: 760, height: 376 },
  servers: [
    { name: 'hub', role: 'hub', domain: 'wasmcloud', config: hub, at: { x: 170, y: 188 } },
    { name: 'host-1', role: 'leaf', config: host1, at: { x: 590, y: 105 } },
    { name: 'host-2', role: 'leaf', config: host2, at: { x: 590, y: 271 } },
  ],
  links: [
    { name: 'host-1-hub', kind: 'leaf', from: 'host-1', to: 'hub' },
    { name: 'host-2-hub', kind: 'leaf', from: 'host-2', to: 'hub' },
  ],
});
