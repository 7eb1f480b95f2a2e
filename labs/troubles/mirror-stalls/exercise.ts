import { all, verdict } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/eventually.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { asMany } from '../../../src/lab/checks/stored.ts';
import { copies } from '../../../src/lab/checks/streams.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import bridge from '../../../topologies/bridge/topology.ts';
import cloud from './cloud.conf';

/** A mirror of another account's stream, by the subjects that those accounts let through. */
const mirror = {
  name: 'ORDERS',
  external: { api: 'JS.acme.API', deliver: 'deliver.bolt.orders' },
};
const copied = { server: 'bolt', stream: 'ACME_ORDERS' };
const copy = `stream add ACME_ORDERS --mirror '${JSON.stringify(mirror)}' --defaults`;

const api = '{ service: "$JS.cloud.API.CONSUMER.>", response_type: stream, accounts: [BOLT] }';
const deliver = '{ stream: { account: ACME, subject: "deliver.bolt.>" } }';

/** A mirror across accounts, whose “go on” does not reach the other side. */
const exercise: Exercise = {
  name: 'mirror-stalls',
  topology: startingWith(bridge, { cloud }),
  begin: async (tools) => {
    const { run } = tools;
    await run('cloud', "stream add ORDERS --subjects 'orders.>' --defaults");
    // More than the 2 MB that a consumer sends before it waits for word from the other side.
    await run('cloud', "pub orders.new '{{Random 100000 100000}}' --count 40 -J");
    await until(linkUp({ from: 'bolt', to: 'cloud' }), tools);
    await insist(() => run('bolt', copy));
  },
  symptom: {
    says: 'bolt logs that its mirror “is stalled on flow control”',
    check: async ({ log }) => {
      const told = log().some(
        ({ server, text }) => server === 'bolt' && text.includes('is stalled on flow control'),
      );
      return verdict(told, 'that line', 'not logged yet');
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Let the mirror answer flow control',
      checks: [
        {
          says: 'ACME_ORDERS at bolt has every order of the cloud',
          check: all(
            copies(copied, { stream: 'ORDERS', elsewhere: true }),
            asMany({ server: 'cloud', stream: 'ORDERS' }, copied, 40),
          ),
        },
      ],
      solve: ({ apply, config }) =>
        apply(
          'cloud',
          config('cloud')
            .replace(api, `${api}\n      { service: "$JS.FC.>", accounts: [BOLT] }`)
            .replace(
              deliver,
              `${deliver}\n      { service: { account: ACME, subject: "$JS.FC.>" } }`,
            ),
        ),
    },
  ],
};

export default exercise;
