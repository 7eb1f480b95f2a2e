import { answeredBy, unanswered } from '../../../src/lab/checks/answered.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import betweenHubs from '../../../topologies/between-hubs/topology.ts';
import whole from '../../../topologies/between-hubs/bridge.conf';
import bridge from './bridge.conf';

const pong = new TextEncoder().encode('north');

/** A spoke of two hubs: messages of one hub do not reach the other. */
const exercise: Exercise = {
  name: 'bridge-does-not-relay',
  topology: startingWith(betweenHubs, { bridge }),
  begin: async ({ connect }) => {
    const north = await connect('north');
    north.subscribe('price', { callback: (_, message) => void message.respond(pong) });
    await north.flush();
  },
  symptom: {
    says: 'A request of south for price, which north answers, has no responders',
    check: unanswered('south', 'price'),
  },
  steps: [
    {
      id: 'mend',
      title: 'Make the bridge the hub on one side',
      checks: [
        {
          says: 'north answers a request of south',
          check: answeredBy('south', 'price', 'north'),
        },
      ],
      solve: ({ restart }) => restart('bridge', whole),
    },
  ],
};

export default exercise;
