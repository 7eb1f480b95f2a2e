import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import east from './east.conf';
import hub from './hub.conf';
import west from './west.conf';

/** A hub and two leaves, each with JetStream in its own domain. */
export default defineTopology({
  name: 'hub-and-spoke',
  size: { width: 760, height: 376 },
  servers: [
    { name: 'hub', role: 'hub', domain: 'hub', config: hub, at: { x: 170, y: 188 } },
    { name: 'east', role: 'leaf', domain: 'east', config: east, at: { x: 590, y: 105 } },
    { name: 'west', role: 'leaf', domain: 'west', config: west, at: { x: 590, y: 271 } },
  ],
  links: [
    { name: 'east-hub', kind: 'leaf', from: 'east', to: 'hub' },
    { name: 'west-hub', kind: 'leaf', from: 'west', to: 'hub' },
  ],
});
