import type { ReactNode } from 'react';
import type { Topology } from '../../lab/topology/topology.ts';
import type { Spot } from '../Map/types.ts';

/** A map whose servers its person moves, and whose network they change. */
export interface OwnMap {
  /** As it is drawn. */
  topology: Topology;
  /** Before servers were moved. */
  sizedAs: Topology;
  /** Whether it is drawn wide, and scrolls. */
  wide: boolean;
  /** What can be done to the configurations at a server or a link. */
  acts: (spot: Spot) => ReactNode;
}
