import { verdict } from '../../../src/lab/checks/check.ts';
import { linkDown, linkUp } from '../../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import east from './east.conf';
import hub from './hub.conf';

const link = { from: 'east', to: 'hub' };

/** A leaf whose configuration was copied from the hub, with the cluster's name. */
const exercise: Exercise = {
  name: 'same-cluster-name',
  topology: startingWith(hubAndSpoke, { hub, east }),
  symptom: {
    says: 'east is turned away: “remote leafnode has same cluster name”',
    check: async (tools) => {
      const down = await linkDown(link)(tools);
      const told = tools
        .log()
        .some(({ server, text }) => server === 'east' && text.includes('same cluster name'));
      return verdict(told && down.type === 'pass', 'that line, and no link', `link ${down.type}`);
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Give the leaf a name of its own',
      checks: [{ says: 'east and the hub are connected', check: linkUp(link) }],
      solve: ({ restart, config }) =>
        restart('east', config('east').replace('name: main', 'name: east')),
    },
  ],
};

export default exercise;
