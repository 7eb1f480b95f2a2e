import { defineTopology, link } from '../../src/lab/topology/define-topology.ts';
import type { ServerSpec } from '../../src/lab/topology/topology.ts';
import host1 from './host-1.conf';
import host2 from './host-2.conf';
import hub1 from './hub-1.conf';
import hub2 from './hub-2.conf';
import hub3 from './hub-3.conf';

const member = (name: string, config: string, y: number): ServerSpec => ({
  name,
  role: 'hub',
  domain: 'wasmcloud',
  cluster: 'hub',
  config,
  at: { x: 170, y },
});

/** A wasmCloud lattice: its JetStream on a hub of three, and a leaf without JetStream beside each host. */
export default defineTopology({
  name: 'lattice-of-three',
  size: { width: 760, height: 532 },
  servers: [
    member('hub-1', hub1, 114),
    member('hub-2', hub2, 266),
    member('hub-3', hub3, 418),
    { name: 'host-1', role: 'leaf', config: host1, at: { x: 590, y: 156 } },
    { name: 'host-2', role: 'leaf', config: host2, at: { x: 590, y: 376 } },
  ],
  links: [
    link('route', 'hub-1', 'hub-2'),
    link('route', 'hub-2', 'hub-3'),
    link('route', 'hub-3', 'hub-1'),
    ...['host-1', 'host-2'].flatMap((host) =>
      ['hub-1', 'hub-2', 'hub-3'].map((hub) => link('leaf', host, hub)),
    ),
  ],
});
