import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import type { LinkSpec } from '../../src/lab/topology/topology.ts';
import edge from './edge.conf';
import hub from './hub.conf';
import north from './north.conf';
import south from './south.conf';

const dial = (from: string, to: string): LinkSpec => ({
  name: `${from}-${to}`,
  kind: 'leaf',
  from,
  to,
});

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
  links: [dial('north', 'hub'), dial('south', 'hub'), dial('edge', 'north'), dial('edge', 'south')],
});
