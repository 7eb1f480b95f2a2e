import type { Topology } from '../src/lab/topology/topology.ts';
import betweenHubs from './between-hubs/topology.ts';
import bridge from './bridge/topology.ts';
import classSeat from './class-seat/topology.ts';
import clusteredHub from './clustered-hub/topology.ts';
import clusteredSite from './clustered-site/topology.ts';
import extendedDomain from './extended-domain/topology.ts';
import hubAndSpoke from './hub-and-spoke/topology.ts';
import hubSpokeSpoke, { withoutJetStream } from './hub-spoke-spoke/topology.ts';
import operatorMode from './operator-mode/topology.ts';
import latticeOfThree from './lattice-of-three/topology.ts';
import ring from './ring/topology.ts';
import segmented from './segmented/topology.ts';
import sidecar from './sidecar/topology.ts';
import twoDomains from './two-domains/topology.ts';
import twoRegions from './two-regions/topology.ts';
import wasmcloudLattice from './wasmcloud-lattice/topology.ts';
import yourHub from './your-hub/topology.ts';

/** All of them, by name. */
export const topologies: ReadonlyMap<string, Topology> = new Map(
  [
    betweenHubs,
    bridge,
    classSeat,
    clusteredHub,
    clusteredSite,
    extendedDomain,
    hubAndSpoke,
    hubSpokeSpoke,
    withoutJetStream,
    operatorMode,
    latticeOfThree,
    ring,
    segmented,
    sidecar,
    twoDomains,
    twoRegions,
    wasmcloudLattice,
    yourHub,
  ].map((topology) => [topology.name, topology]),
);

export const topologyNames: readonly string[] = [...topologies.keys()];

/** @throws Error with the names there are, if there is none of that name */
export function topologyNamed(name: string): Topology {
  const topology = topologies.get(name);
  if (topology) return topology;
  throw new Error(`There is no topology ${name}. There are: ${topologyNames.join(', ')}.`);
}
