import { verdict } from '../../../src/lab/checks/check.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import extendedDomain from '../../../topologies/extended-domain/topology.ts';
import whole from '../../../topologies/extended-domain/leaf.conf';
import leaf from './leaf.conf';

/** A leaf that waits as an observer for a hub whose system account it cannot reach. */
const exercise: Exercise = {
  name: 'no-meta-leader',
  topology: startingWith(extendedDomain, { leaf }),
  symptom: {
    says: 'The leaf logs “JetStream has not established contact with a meta leader”',
    check: async ({ log }) => {
      const told = log().some(
        ({ server, text }) => server === 'leaf' && text.includes('contact with a meta leader'),
      );
      return verdict(told, 'that line', 'not logged yet');
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Let the system account in',
      checks: [
        {
          says: 'The leaf knows a meta leader',
          check: async ({ host }) => {
            const { meta_cluster: meta } = await host.monitor('leaf', 'jsz');
            return verdict(
              /^hub-/.test(meta?.leader ?? ''),
              'a leader of the hub',
              meta?.leader ?? 'none',
            );
          },
        },
      ],
      solve: async (tools) => {
        await tools.restart('leaf', whole);
        await insist(() => tools.run('leaf', 'stream ls --timeout 2s'));
      },
    },
  ],
};

export default exercise;
