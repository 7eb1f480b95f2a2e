import { verdict } from '../../../src/lab/checks/check.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import east from './east.conf';
import hub from './hub.conf';

const link = { from: 'east', to: 'hub' };

/** A leaf that speaks the plain leaf protocol to a port where the hub expects a WebSocket. */
const exercise: Exercise = {
  name: 'websocket-path',
  topology: startingWith(hubAndSpoke, { hub, east }),
  symptom: {
    says: 'east connects to the hub’s WebSocket port, and the connection is closed again and again',
    check: async ({ log }) => {
      const closed = log().filter(
        ({ server, text }) => server === 'east' && text.includes('Leafnode connection closed'),
      ).length;
      return verdict(closed > 1, 'closed twice or more', `${closed} times`);
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Dial the WebSocket port by WebSocket',
      checks: [
        { says: 'east and the hub are connected', check: linkUp(link) },
        {
          says: 'By WebSocket',
          // Not from leafz, which tells of it only from 2.14.8 and 2.15.1 on.
          check: async ({ log }) => {
            const created = log().some(
              ({ server, text }) =>
                server === 'hub' && /lid_ws:\d+ - Leafnode connection created/.test(text),
            );
            return verdict(created, 'a WebSocket of a leaf in the log of the hub', 'none');
          },
        },
      ],
      solve: async (tools) => {
        await tools.restart(
          'east',
          tools.config('east').replace('nats-leaf://hub:8080', 'ws://hub:8080'),
        );
        await until(linkUp(link), tools);
      },
    },
  ],
};

export default exercise;
