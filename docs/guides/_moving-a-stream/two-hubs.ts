import { startingWith } from '../../../src/lab/exercise/exercise.ts';
import betweenHubs from '../../../topologies/between-hubs/topology.ts';
import bridge from './booth.conf';
import north from './north.conf';
import south from './south.conf';

/** Two hubs with JetStream, and a leaf that dials the one in the north at first. */
export default startingWith(betweenHubs, { bridge, north, south });
