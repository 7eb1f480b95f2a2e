import { all, verdict } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/eventually.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { linkDown } from '../../../src/lab/checks/links.ts';
import { asMany, messagesAt, messagesIn, stored } from '../../../src/lab/checks/stored.ts';
import { copies } from '../../../src/lab/checks/streams.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const link = { from: 'leaf', to: 'hub' };
const atLeaf = { server: 'leaf', stream: 'ORDERS' };
const shop = { server: 'hub', stream: 'SHOP' };
const atHub = { server: 'hub', stream: 'ORDERS' };

/** Orders published at a leaf whose only stream is beyond a link that is down. */
const exercise: Exercise = {
  name: 'publish-lost-with-the-hub-down',
  topology: twoDomains,
  begin: async (tools) => {
    const { host, run } = tools;
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults");
    await insist(() => run('leaf', "pub orders.new 'oak table' -J"));
    await host.cutLink('leaf-hub', 'refused');
    await until(linkDown(link), tools);
    await run('leaf', "pub orders.new 'ash chair' --count 2");
  },
  symptom: {
    says: 'The link is down. Two orders were published at the leaf since, without an error, and no stream has them',
    check: async ({ host }) => {
      const [here, there] = [await messagesIn(host, atLeaf), await messagesIn(host, atHub)];
      return verdict(
        here === undefined && there === 1,
        'one order at the hub, none at the leaf',
        `${there ?? 0} at the hub, ${here ?? 0} at the leaf`,
      );
    },
  },
  steps: [
    {
      id: 'store',
      title: 'Store the orders where they are placed',
      checks: [
        {
          says: 'The leaf stores ORDERS, on orders.>',
          check: stored(atLeaf, { config: { subjects: ['orders.>'] } }),
        },
        {
          says: 'It took an order with the link down',
          check: messagesAt(atLeaf, 1),
        },
      ],
      solve: async ({ run }) => {
        await run('leaf', "stream add ORDERS --subjects 'orders.>' --defaults");
        await run('leaf', "pub orders.new 'ash chair' -J");
      },
    },
    {
      id: 'copy',
      title: 'Let the hub fetch them',
      checks: [
        {
          says: 'SHOP at the hub sources ORDERS from the leaf, and has as many',
          check: all(copies(shop, { stream: 'ORDERS', domain: 'leaf' }), asMany(atLeaf, shop, 1)),
        },
        {
          says: 'No other stream at the hub takes orders',
          check: async ({ host }) => {
            const there = await messagesIn(host, atHub);
            return verdict(there === undefined, 'no ORDERS at the hub', 'ORDERS at the hub');
          },
        },
      ],
      solve: async (tools) => {
        const { host, run } = tools;
        await run('hub', 'stream rm ORDERS --force');
        await host.healLink('leaf-hub');
        // A source without a responder waits ten seconds and more before it asks again.
        await until(interest('$JS.leaf.API.CONSUMER.>', { server: 'hub', over: 'leaf' }), tools);
        await run(
          'hub',
          `stream add SHOP --source '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults`,
        );
      },
    },
  ],
};

export default exercise;
