import { labs } from '../../labs/index.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { topologies, topologyNames } from '../../topologies/index.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from '../lib/command.ts';

/** A topology by its own name, or that of a lab by the lab's: its servers as the lab begins. */
export const shippedAs = (name: string): Topology | undefined =>
  labs.find((each) => each.name === name)?.topology ?? topologies.get(name);

/**
 * A topology by its name, or that of a lab.
 * @throws Problem that says what there is
 */
export function shippedNamed(name: string): Topology {
  const topology = shippedAs(name);
  if (topology) return topology;
  throw new Problem(`There is no topology, lab or file ${name}.\n${allShipped()}`, wrong);
}

/** All names of topologies and labs. */
export const allShipped = (): string =>
  `Topologies: ${topologyNames.join(', ')}\nLabs: ${labs.map((each) => each.name).join(', ')}`;
