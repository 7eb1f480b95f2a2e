import { answeredBy } from '../../src/lab/checks/answered.ts';
import { crossed } from '../../src/lab/checks/crossed.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import { linkAccounts } from '../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../src/lab/exercise/exercise.ts';
import sidecar from '../../topologies/sidecar/topology.ts';
import withoutCredentials from './sidecar.conf';

const link = { name: 'sidecar-hub', from: 'sidecar', to: 'hub' };

/** Let a leaf log in at the hub, so that the application beside it need not. */
const exercise: Exercise = {
  name: 'hold-the-credentials',
  topology: startingWith(sidecar, { sidecar: withoutCredentials }),
  steps: [
    {
      id: 'login',
      title: 'Give the sidecar the credentials',
      checks: [
        {
          says: 'The leaf connection runs from the sidecar’s own account to APP at the hub',
          check: linkAccounts(link, { local: '$G', remote: 'APP' }),
        },
      ],
      solve: (tools) => {
        const config = tools.config('sidecar').replace('//hub:', '//app:s3cret@hub:');
        return tools.restart('sidecar', config);
      },
    },
    {
      id: 'anonymous',
      title: 'Reach the hub without a password',
      checks: [
        {
          says: 'A request on status crossed, from the sidecar',
          check: crossed({ link: link.name, subject: 'status', from: 'sidecar' }),
        },
      ],
      solve: async (tools) => {
        const hub = await tools.connect('hub');
        hub.subscribe('status', {
          callback: (_, message) => message.respond(new TextEncoder().encode('well')),
        });
        await hub.flush();
        // The interest of the hub takes a moment to arrive.
        await until(answeredBy('sidecar', 'status', 'well'), tools);
      },
    },
  ],
};

export default exercise;
