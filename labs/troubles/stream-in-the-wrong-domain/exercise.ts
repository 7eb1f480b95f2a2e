import { verdict, type CheckTools } from '../../../src/lab/checks/check.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { messagesAt, notStored, stored } from '../../../src/lab/checks/stored.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const here = { server: 'leaf', stream: 'ORDERS' };
const there = { server: 'hub', stream: 'ORDERS' };

const atHubOnly = async (tools: CheckTools) => {
  const [atHub, atLeaf] = await Promise.all([stored(there)(tools), stored(here)(tools)]);
  return verdict(
    atHub.type === 'pass' && atLeaf.type === 'fail',
    'ORDERS at the hub and not at the leaf',
    `${atHub.type === 'pass' ? 'ORDERS' : 'nothing'} at the hub, ${atLeaf.type === 'pass' ? 'ORDERS' : 'nothing'} at the leaf`,
  );
};

/** A stream that was meant for the leaf, made by a client that had reached the hub. */
const exercise: Exercise = {
  name: 'stream-in-the-wrong-domain',
  topology: twoDomains,
  begin: async ({ run }) => {
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults");
    await insist(() => run('leaf', "pub orders.new 'oak table' -J"));
    await run('hub', 'stream purge ORDERS --force');
  },
  symptom: {
    says: 'ORDERS, which was made for the leaf, is in the domain hub',
    check: atHubOnly,
  },
  steps: [
    {
      id: 'mend',
      title: 'Make the stream at the leaf',
      checks: [
        { says: 'The hub stores no ORDERS', check: notStored(there) },
        {
          says: 'The leaf does, on orders.>',
          check: stored(here, { config: { subjects: ['orders.>'] } }),
        },
        { says: 'It has stored an order', check: messagesAt(here, 1) },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rm ORDERS --force --js-domain hub');
        await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults --js-domain leaf");
        await run('leaf', "pub orders.new 'oak table' -J");
      },
    },
  ],
};

export default exercise;
