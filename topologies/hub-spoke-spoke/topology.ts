import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import edge from './edge.conf';
import hub from './hub.conf';
import regionWithoutJetStream from './region-without-jetstream.conf';
import region from './region.conf';

const withRegion = (name: string, regional: { domain?: string; config: string }): Topology =>
  defineTopology({
    name,
    size: { width: 760, height: 260 },
    servers: [
      { name: 'hub', role: 'hub', domain: 'hub', config: hub, at: { x: 120, y: 130 } },
      { name: 'region', role: 'leaf', ...regional, at: { x: 380, y: 130 } },
      { name: 'edge', role: 'leaf', domain: 'edge', config: edge, at: { x: 640, y: 130 } },
    ],
    links: [
      { name: 'region-hub', kind: 'leaf', from: 'region', to: 'hub' },
      { name: 'edge-region', kind: 'leaf', from: 'edge', to: 'region' },
    ],
  });

/** A hub, a leaf, and a leaf of that leaf, each with JetStream in its own domain. */
export default withRegion('hub-spoke-spoke', { domain: 'region', config: region });

/** The same, with no JetStream on the one in the middle. */
export const withoutJetStream = withRegion('hub-spoke-spoke-without-jetstream', {
  config: regionWithoutJetStream,
});
