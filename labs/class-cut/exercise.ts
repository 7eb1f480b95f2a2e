import { unanswered } from '../../src/lab/checks/answered.ts';
import { verdict, type Check } from '../../src/lab/checks/check.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import { leafsOf } from '../../src/lab/monitoring/leafz.ts';
import classSeat from '../../topologies/class-seat/topology.ts';
import {
  hubHasReadings,
  join,
  keepReadings,
  keepsReadings,
  link,
  publishReadings,
} from '../class-step.ts';

/** No leaf connection, and the API of the hub has no responders. */
const cutOff: Check = async (tools) => {
  const leafs = await leafsOf(tools.host, link.from);
  if (leafs.length > 0) return verdict(false, 'no leaf connection', 'one with the hub');
  return unanswered(link.from, '$JS.class.API.INFO')(tools);
};

/** Lose the Wi-Fi, work on, and watch the hub catch up. */
const exercise: Exercise = {
  name: 'class-cut',
  topology: classSeat,
  elsewhere: 'class',
  steps: [
    join,
    {
      id: 'store',
      title: 'Store readings that the hub gathers',
      checks: [keepsReadings(3), hubHasReadings(3)],
      solve: (tools) => keepReadings(tools, 3),
    },
    {
      id: 'cut',
      title: 'Cut the link, and work on',
      checks: [{ says: 'The hub is out of reach', check: cutOff }, keepsReadings(8)],
      solve: async (tools) => {
        await tools.host.cutLink(link.name, 'refused');
        await publishReadings(tools, 5);
      },
    },
    {
      id: 'heal',
      title: 'Heal it, and watch the hub catch up',
      after: 'cut',
      checks: [hubHasReadings(8)],
      solve: ({ host }) => host.healLink(link.name),
    },
  ],
};

export default exercise;
