import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import classSeat from '../../topologies/class-seat/topology.ts';
import {
  hubHasReadings,
  join,
  keepReadings,
  keepsReadings,
  publishReadings,
} from '../class-step.ts';

/** Store in each tab, and let the hub gather the streams of the whole class in one. */
const exercise: Exercise = {
  name: 'class-aggregate',
  topology: classSeat,
  elsewhere: 'class',
  steps: [
    join,
    {
      id: 'store',
      title: 'Store your readings in your own tab',
      checks: [keepsReadings(3)],
      solve: (tools) => keepReadings(tools, 3),
    },
    {
      id: 'gather',
      title: 'Publish once more, and find it at the hub',
      checks: [hubHasReadings(4)],
      solve: (tools) => publishReadings(tools, 1),
    },
  ],
};

export default exercise;
