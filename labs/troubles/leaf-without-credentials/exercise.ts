import { verdict } from '../../../src/lab/checks/check.ts';
import { linkAccounts, linkDown } from '../../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import topology from '../../../topologies/sidecar/topology.ts';
import hub from './hub.conf';
import sidecar from './sidecar.conf';

const ends = { from: 'sidecar', to: 'hub' };

/** A leaf that names no user, at a hub whose users are in an account. */
const exercise: Exercise = {
  name: 'leaf-without-credentials',
  topology: startingWith(topology, { hub, sidecar }),
  symptom: {
    says: 'The hub refuses the leaf with Authorization Violation',
    check: async (tools) => {
      const down = await linkDown(ends)(tools);
      const told = tools
        .log()
        .some(
          ({ server, text }) => server === 'sidecar' && text.includes('Authorization Violation'),
        );
      return verdict(
        told && down.type === 'pass',
        'refused, and no link',
        `${told ? 'refused' : 'not refused'}; link ${down.type}`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Give the leaf a user',
      checks: [
        {
          says: 'The leaf is bound to APP',
          check: linkAccounts(ends, { local: '$G', remote: 'APP' }),
        },
      ],
      solve: ({ restart, config }) =>
        restart('sidecar', config('sidecar').replace('//hub', '//app:s3cret@hub')),
    },
  ],
};

export default exercise;
