import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import type { LinkSpec } from '../../src/lab/topology/topology.ts';
import bridge from './bridge.conf';
import north from './north.conf';
import south from './south.conf';

const dial = (to: string): LinkSpec => ({ name: `bridge-${to}`, kind: 'leaf', from: 'bridge', to });

/** A leaf that dials two hubs, and relays between them. */
export default defineTopology({
  name: 'between-hubs',
  size: { width: 760, height: 260 },
  servers: [
    { name: 'north', role: 'hub', config: north, at: { x: 120, y: 130 } },
    { name: 'bridge', role: 'leaf', config: bridge, at: { x: 380, y: 130 } },
    { name: 'south', role: 'hub', config: south, at: { x: 640, y: 130 } },
  ],
  links: [dial('north'), dial('south')],
});
