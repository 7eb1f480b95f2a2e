import { verdict, type Check, type CheckTools } from '../../src/lab/checks/check.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import classSeat from '../../topologies/class-seat/topology.ts';
import {
  hubHasReadings,
  join,
  keepReadings,
  keepsReadings,
  publishReadings,
  streamOfHub,
} from '../class-step.ts';

/** The nodes that keep the stream ALL, as its leader tells of them: how many have each message, and how many not. */
async function nodesOfAll(
  tools: CheckTools,
): Promise<{ leader?: string; well: number; lost: number }> {
  const { cluster } = await streamOfHub(tools, 'ALL');
  const replicas = cluster?.replicas ?? [];
  const well = replicas.filter(({ current, offline }) => current && !offline).length;
  const { leader } = cluster ?? {};
  return {
    ...(leader && { leader }),
    well: well + (leader ? 1 : 0),
    lost: replicas.length - well,
  };
}

const nodes =
  (expected: { well: number; lost: number }): Check =>
  async (tools) => {
    const { leader, well, lost } = await nodesOfAll(tools);
    return verdict(
      leader !== undefined && well === expected.well && lost === expected.lost,
      `ALL with a leader, on ${expected.well} nodes, ${expected.lost} lost`,
      `leader ${leader ?? 'none'}, on ${well} nodes, ${lost} lost`,
    );
  };

/** The hub is three nodes. Lose one, work on, and lose no reading. */
const exercise: Exercise = {
  name: 'class-lose-a-node',
  topology: classSeat,
  elsewhere: 'class',
  steps: [
    join,
    {
      id: 'store',
      title: 'Store readings that three nodes gather',
      checks: [
        keepsReadings(3),
        hubHasReadings(3),
        { says: 'ALL is on three nodes of the hub', check: nodes({ well: 3, lost: 0 }) },
      ],
      solve: (tools) => keepReadings(tools, 3),
    },
    {
      id: 'lose',
      title: 'Lose a node, and publish on',
      checks: [
        {
          says: 'One node of the hub is lost, and ALL has a leader',
          check: nodes({ well: 2, lost: 1 }),
        },
        hubHasReadings(8),
      ],
      solve: (tools) => publishReadings(tools, 5),
    },
    {
      id: 'back',
      title: 'Have it back',
      after: 'lose',
      checks: [
        { says: 'ALL is on three nodes again', check: nodes({ well: 3, lost: 0 }) },
        hubHasReadings(8),
      ],
      // The node is the trainer's to start.
      solve: async () => {},
    },
  ],
};

export default exercise;
