import { verdict } from '../../../src/lab/checks/check.ts';
import { crossed } from '../../../src/lab/checks/crossed.ts';
import { consumerInfo } from '../../../src/lab/checks/jetstream-check.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import leaf from './leaf.conf';

const line = 'Not permitted to subscribe to "$JS.API.>" on behalf of $G';
const create = '$JS.hub.API.CONSUMER.CREATE.ORDERS.picking';
const next = '$JS.hub.API.CONSUMER.MSG.NEXT.ORDERS.picking';

/** A debug line that looks like the reason, while the request lacks a domain. */
const exercise: Exercise = {
  name: 'not-permitted-to-subscribe',
  topology: startingWith(twoDomains, { leaf }),
  begin: async ({ run }) => {
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults");
    await run('hub', "pub orders.new 'oak table' --count 3 -J");
  },
  symptom: {
    says: `The leaf has logged: ${line}`,
    check: async ({ log }) => {
      const lines = log().filter(({ server }) => server === 'leaf');
      const found = lines.some(({ text }) => text.includes(line));
      return verdict(found, 'the line in the log of leaf', `${lines.length} other lines`);
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Fetch an order at the leaf, by the hub’s domain',
      checks: [
        {
          says: 'ORDERS at the hub has the consumer picking',
          check: consumerInfo(
            { server: 'hub', stream: 'ORDERS', consumer: 'picking' },
            { name: 'picking' },
          ),
        },
        {
          says: 'The leaf asked for it, under $JS.hub.API',
          check: crossed({ link: 'leaf-hub', subject: create, from: 'leaf' }),
        },
        {
          says: 'The leaf asked for an order of it',
          check: crossed({ link: 'leaf-hub', subject: next, from: 'leaf' }),
        },
      ],
      solve: async ({ run }) => {
        await run('leaf', 'consumer add ORDERS picking --pull --defaults --js-domain hub');
        await run('leaf', 'consumer next ORDERS picking --js-domain hub');
      },
    },
  ],
};

export default exercise;
