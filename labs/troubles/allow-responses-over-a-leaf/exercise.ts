import { errorText } from '../../../src/lab/error-text.ts';
import { answeredBy } from '../../../src/lab/checks/answered.ts';
import { verdict } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { messagesHeard } from '../../../src/lab/checks/heard.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import topology from '../../../topologies/sidecar/topology.ts';
import hub from './hub.conf';
import sidecar from './sidecar.conf';

/** A leaf user whose right to answer does not hold over a leaf connection. */
const exercise: Exercise = {
  name: 'allow-responses-over-a-leaf',
  topology: startingWith(topology, { hub, sidecar }),
  begin: async (tools) => {
    const edge = await tools.connect('sidecar');
    edge.subscribe('api.edge', { callback: (_, message) => void message.respond('edge') });
    await edge.flush();
    await until(interest('api.edge', { server: 'hub', over: 'sidecar' }), tools);
  },
  symptom: {
    says: 'A request of the hub reaches the service, and its answer does not come',
    check: async ({ connect, host }) => {
      const client = await connect('hub');
      const answer = await client.request('api.edge', '', { timeout: 1000 }).then(
        () => 'an answer',
        (error: unknown) => errorText(error),
      );
      const heard = await messagesHeard(host, { server: 'sidecar', subject: /^api\.edge$/ });
      return verdict(
        answer === 'TIMEOUT' && heard > 0,
        'a request that is heard, and TIMEOUT',
        `${answer}; ${heard} heard`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Let the answers through',
      checks: [{ says: 'The hub gets the answer', check: answeredBy('hub', 'api.edge', 'edge') }],
      solve: ({ restart, config }) =>
        restart('hub', config('hub').replace('allow_responses: true', 'publish: "_INBOX.>"')),
    },
  ],
};

export default exercise;
