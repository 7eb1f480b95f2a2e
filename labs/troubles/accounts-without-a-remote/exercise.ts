import { answeredBy, unanswered } from '../../../src/lab/checks/answered.ts';
import { all } from '../../../src/lab/checks/check.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import leaf from './leaf.conf';

/** A leaf whose remote binds an account that no application is in any more. */
const exercise: Exercise = {
  name: 'accounts-without-a-remote',
  topology: startingWith(twoDomains, { leaf }),
  begin: async ({ connect }) => {
    const client = await connect('leaf');
    client.subscribe('price', { callback: (_, message) => void message.respond('leaf') });
    await client.flush();
  },
  symptom: {
    says: 'The leaf is connected and its service answers there; a request of the hub has no responders',
    check: all(
      linkUp({ from: 'leaf', to: 'hub' }),
      answeredBy('leaf', 'price', 'leaf'),
      unanswered('hub', 'price'),
    ),
  },
  steps: [
    {
      id: 'mend',
      title: 'Name the account in the remote',
      checks: [{ says: 'The service answers the hub', check: answeredBy('hub', 'price', 'leaf') }],
      solve: ({ restart, config }) =>
        restart('leaf', config('leaf').replace('url: "nats', 'account: APP\n      url: "nats')),
    },
  ],
};

export default exercise;
