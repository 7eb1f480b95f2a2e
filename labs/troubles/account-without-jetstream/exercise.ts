import { verdict, type Check } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { stored } from '../../../src/lab/checks/stored.ts';
import { errorText } from '../../../src/lab/error-text.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import sidecar from '../../../topologies/sidecar/topology.ts';
import hub from './hub.conf';

const link = linkUp({ from: 'sidecar', to: 'hub' });

/** The hub's JetStream gives no answer at all, not even an error. */
const silent: Check = async ({ connect }) => {
  const client = await connect('hub');
  const seen = await client
    .request('$JS.API.INFO', '', { timeout: 500 })
    .then(() => 'answered', errorText);
  return verdict(seen === 'TIMEOUT', '$JS.API.INFO has a responder that gives no answer', seen);
};

/** An account that may not use JetStream is told so, until a leaf is bound to it. */
const exercise: Exercise = {
  name: 'account-without-jetstream',
  topology: startingWith(sidecar, { hub }),
  begin: (tools) => until(link, tools),
  symptom: {
    says: 'The hub has JetStream and the leaf is connected; a JetStream request of APP gets no answer',
    check: silent,
  },
  steps: [
    {
      id: 'mend',
      title: 'Enable JetStream for the account',
      checks: [
        {
          says: 'The hub stores ORDERS for APP',
          check: stored({ server: 'hub', stream: 'ORDERS' }, { account: 'APP' }),
        },
      ],
      solve: async ({ apply, config, run }) => {
        await apply('hub', config('hub').replace('APP {', 'APP {\n    jetstream: enabled'));
        await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults");
      },
    },
  ],
};

export default exercise;
