import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import hub from './hub.conf';
import leaf from './leaf.conf';

/** A hub and one leaf, each with JetStream in its own domain. */
export default defineTopology({
  name: 'two-domains',
  size: { width: 760, height: 260 },
  servers: [
    { name: 'hub', role: 'hub', domain: 'hub', config: hub, at: { x: 190, y: 130 } },
    { name: 'leaf', role: 'leaf', domain: 'leaf', config: leaf, at: { x: 570, y: 130 } },
  ],
  links: [{ name: 'leaf-hub', kind: 'leaf', from: 'leaf', to: 'hub' }],
});
