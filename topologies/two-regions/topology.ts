import { defineTopology, link } from '../../src/lab/topology/define-topology.ts';
import edge from './edge.conf';
import hub from './hub.conf';
import north from './north.conf';
import south from './south.conf';

/** A hub, two regions that are leaves of it, and an edge whose one remote names both regions. */
export default defineTopology({
  name: 'two-regions',
  size: { width: 760, height: 376 },
  servers: [
    { name: 'hub', role: 'hub', domain: 'hub', config: hub, at: { x: 120, y: 188 } },
    { name: 'north', role: 'leaf', domain: 'north', config: north, at: { x: 380, y: 105 } },
    { name: 'south', role: 'leaf', domain: 'south', config: south, at: { x: 380, y: 271 } },
    { name: 'edge', role: 'leaf', domain: 'edge', config: edge, at: { x: 640, y: 188 } },
  ],
  links: [
    link('leaf', 'north', 'hub'),
    link('leaf', 'south', 'hub'),
    link('leaf', 'edge', 'north'),
    link('leaf', 'edge', 'south'),
  ],
});
