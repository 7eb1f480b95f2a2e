import type { Topology } from '../../lab/topology/topology.ts';
import type { Shape } from '../../pick-topology/shapes.ts';
import { topologyNamed } from '../../../topologies/index.ts';
import SmallMap from '../SmallMap/SmallMap.tsx';

/** The small map of a shape. */
export default function ShapePicture({ topology, picture }: Shape) {
  if (topology) return <SmallMap topology={topologyNamed(topology)} />;
  if (!picture) return null;
  return <SmallMap topology={partOf(picture)} clients={picture.clients ?? 0} />;
}

/** The named servers of a topology, and the links among them. */
function partOf({ topology, servers: names }: NonNullable<Shape['picture']>): Topology {
  const whole = topologyNamed(topology);
  return {
    ...whole,
    servers: whole.servers.filter(({ name }) => names.includes(name)),
    links: whole.links.filter(({ from, to }) => names.includes(from) && names.includes(to)),
  };
}
