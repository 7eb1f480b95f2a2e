import { mistakeIn } from './check-topology.ts';
import type { LinkSpec, Topology } from './topology.ts';

/**
 * Checks a topology as it loads. The pages of a production build are spared it: tests have loaded them all.
 * @throws Error naming the mistake: in the topology itself, or where it and a configuration differ.
 */
export function defineTopology(topology: Topology): Topology {
  if (process.env.NODE_ENV !== 'production') {
    const mistake = mistakeIn(topology);
    if (mistake) throw new Error(`topology ${topology.name}: ${mistake}`);
  }
  return topology;
}

/** A link by its ends, named after them. `from` dials. */
export const link = (kind: LinkSpec['kind'], from: string, to: string): LinkSpec => ({
  name: `${from}-${to}`,
  kind,
  from,
  to,
});
