import { verdict } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/insist.ts';
import { leafsOf } from '../../../src/lab/monitoring/monitor.ts';
import type { LabHost } from '../../../src/lab/network/host.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import twice from './east.conf';
import once from '../../../topologies/clustered-hub/east.conf';

const connections = async (host: LabHost) => (await leafsOf(host, 'east')).length;

/** A remote for each member of a cluster: every message crosses on each. */
const exercise: Exercise = {
  name: 'everything-twice',
  topology: clusteredHub,
  begin: async ({ host, apply }) => {
    await until(async () => verdict((await connections(host)) === 1, 'one connection', 'none'));
    await apply('east', twice);
  },
  symptom: {
    says: 'east has two leaf connections into one account of one cluster',
    check: async ({ host }) => {
      const count = await connections(host);
      return verdict(count === 2, 'two connections', `${count}`);
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'One remote, with all members in its list',
      checks: [
        {
          says: 'east has one leaf connection to the hub',
          check: async ({ host }) => {
            const count = await connections(host);
            return verdict(count === 1, 'one connection', `${count}`);
          },
        },
        {
          says: 'Its one remote lists more than one member',
          check: async ({ config }) => {
            const members = new Set(config('east').match(/hub-\d(?=:7422)/g));
            return verdict(members.size > 1, 'two urls or more', `${members.size}`);
          },
        },
      ],
      solve: ({ restart }) => restart('east', once),
    },
  ],
};

export default exercise;
