import { answeredBy, unanswered } from '../../../src/lab/checks/answered.ts';
import { all } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import east from './east.conf';
import west from './west.conf';

/** Two leaves that a hub takes for members of one cluster, which hear each other by themselves. */
const exercise: Exercise = {
  name: 'leaves-of-one-cluster-name',
  topology: startingWith(hubAndSpoke, { east, west }),
  begin: async (tools) => {
    const client = await tools.connect('east');
    client.subscribe('price', { callback: (_, message) => void message.respond('east') });
    await client.flush();
    await until(answeredBy('hub', 'price', 'east'), tools);
  },
  symptom: {
    says: 'east answers the hub, and a request of west has no responders, while both are connected',
    check: all(
      answeredBy('hub', 'price', 'east'),
      linkUp({ from: 'west', to: 'hub' }),
      unanswered('west', 'price'),
    ),
  },
  steps: [
    {
      id: 'mend',
      title: 'Give each leaf a cluster name of its own',
      checks: [{ says: 'east answers west', check: answeredBy('west', 'price', 'east') }],
      solve: ({ restart, config }) =>
        restart('west', config('west').replace('name: edges', 'name: west')),
    },
  ],
};

export default exercise;
