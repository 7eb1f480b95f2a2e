import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import edge from './edge.conf';
import hub from './hub.conf';
import region from './region.conf';

/** A mistake to look at: a leaf of a hub that is a leaf of that hub's leaf as well. */
export default defineTopology({
  name: 'ring',
  size: { width: 760, height: 376 },
  servers: [
    { name: 'hub', role: 'hub', config: hub, at: { x: 170, y: 188 } },
    { name: 'region', role: 'leaf', config: region, at: { x: 590, y: 105 } },
    { name: 'edge', role: 'leaf', config: edge, at: { x: 590, y: 271 } },
  ],
  links: [
    { name: 'region-hub', kind: 'leaf', from: 'region', to: 'hub' },
    { name: 'edge-hub', kind: 'leaf', from: 'edge', to: 'hub' },
    { name: 'edge-region', kind: 'leaf', from: 'edge', to: 'region' },
  ],
});
