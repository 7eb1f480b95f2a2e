import { all, verdict } from '../../../src/lab/checks/check.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { asMany } from '../../../src/lab/checks/stored.ts';
import { copies, copyOf, told } from '../../../src/lab/checks/streams.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import { streamAt } from '../../../src/lab/monitoring/jsz.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const everything = { server: 'leaf', stream: 'EVERYTHING' };
const origin = { stream: 'ORDERS', domain: 'leaf' };

/** A source beside its copy, by the domain of both. */
const exercise: Exercise = {
  name: 'source-with-its-own-domain',
  topology: twoDomains,
  begin: async ({ run }) => {
    await insist(() => run('leaf', "stream add ORDERS --subjects 'orders.>' --defaults"));
    await run('leaf', "pub orders.new 'oak table' --count 2 -J");
    await run(
      'leaf',
      `stream add EVERYTHING --source '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults`,
    );
  },
  symptom: {
    says: 'EVERYTHING sources ORDERS of the same server by $JS.leaf.API, and is empty',
    check: async ({ host }) => {
      const copy = await streamAt(host, 'leaf', 'EVERYTHING');
      const lost = copy && copyOf(copy, origin) && copy.state.messages === 0;
      return verdict(Boolean(lost), 'an empty copy', told(copy, 'EVERYTHING'));
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Leave the domain out of the source',
      checks: [
        {
          says: 'EVERYTHING copies ORDERS, and has both orders',
          check: all(
            copies(everything, { stream: 'ORDERS' }),
            asMany({ server: 'leaf', stream: 'ORDERS' }, everything, 2),
          ),
        },
      ],
      solve: async ({ run }) => {
        await run('leaf', 'stream rm EVERYTHING -f');
        await run('leaf', 'stream add EVERYTHING --source ORDERS --defaults');
      },
    },
  ],
};

export default exercise;
