import { all as both, verdict } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/eventually.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { asMany, messagesAt, messagesIn } from '../../../src/lab/checks/stored.ts';
import { copies } from '../../../src/lab/checks/streams.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const orders = { server: 'leaf', stream: 'ORDERS' };
const all = { server: 'hub', stream: 'ALL_ORDERS' };

/** A stream that both listens to the orders and sources them. */
const exercise: Exercise = {
  name: 'stored-twice',
  topology: twoDomains,
  begin: async (tools) => {
    const { run } = tools;
    await run('leaf', "stream add ORDERS --subjects 'orders.>' --defaults");
    const line = `stream add ALL_ORDERS --subjects 'orders.>' --source '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --dupe-window 0s --defaults`;
    await run('hub', line);
    await until(interest('orders.>', { server: 'leaf', over: 'hub' }), tools);
    await run('leaf', "pub orders.new 'oak table' --count 3 -J");
    await until(messagesAt(all, 6), tools);
  },
  symptom: {
    says: 'Three orders were placed at the leaf, and ALL_ORDERS at the hub has each of them twice',
    check: async ({ host }) => {
      const [one, two] = [await messagesIn(host, orders), await messagesIn(host, all)];
      return verdict(
        one !== undefined && two !== undefined && two > one,
        'more messages in the copy than there are orders',
        `${one ?? 0} in ORDERS, ${two ?? 0} in ALL_ORDERS`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Let each order arrive by one way only',
      checks: [
        {
          says: 'The hub does not ask the leaf for orders.> any more',
          check: async (tools) => {
            const still = await interest('orders.>', { server: 'leaf', over: 'hub' })(tools);
            return verdict(still.type === 'fail', 'no such interest from the hub', 'orders.>');
          },
        },
        {
          says: 'ALL_ORDERS sources ORDERS, and has as many orders: four or more',
          check: both(copies(all, { stream: 'ORDERS', domain: 'leaf' }), asMany(orders, all, 4)),
        },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rm ALL_ORDERS --force');
        await run(
          'hub',
          `stream add ALL_ORDERS --source '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --dupe-window 0s --defaults`,
        );
        await insist(() => run('leaf', "pub orders.new 'ash chair' -J"));
      },
    },
  ],
};

export default exercise;
