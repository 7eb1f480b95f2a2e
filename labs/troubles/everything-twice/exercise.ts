import { verdict, type Check, type CheckTools } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { leafsOf } from '../../../src/lab/monitoring/leafz.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import twice from './east.conf';
import once from '../../../topologies/clustered-hub/east.conf';

const connections = async ({ host }: CheckTools) => (await leafsOf(host, 'east')).length;

const hasOne: Check = async (tools) => {
  const count = await connections(tools);
  return verdict(count === 1, 'one connection', `${count}`);
};

const hasTwo: Check = async (tools) => {
  const count = await connections(tools);
  return verdict(count === 2, 'two connections', `${count}`);
};

/** A remote for each member of a cluster: every message crosses on each. */
const exercise: Exercise = {
  name: 'everything-twice',
  topology: clusteredHub,
  begin: async (tools) => {
    await until(hasOne, tools);
    await tools.restart('east', twice);
    // A message that is published before the second one is there crosses once.
    await until(hasTwo, tools);
  },
  symptom: {
    says: 'east has two leaf connections into one account of one cluster',
    check: hasTwo,
  },
  steps: [
    {
      id: 'mend',
      title: 'One remote, with all members in its list',
      checks: [
        {
          says: 'east has one leaf connection to the hub',
          check: hasOne,
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
