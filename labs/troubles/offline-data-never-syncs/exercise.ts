import { verdict } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { linkDown, linkUp } from '../../../src/lab/checks/links.ts';
import { asMany, messagesAt, messagesIn } from '../../../src/lab/checks/stored.ts';
import { copies } from '../../../src/lab/checks/streams.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const link = { from: 'leaf', to: 'hub' };
const atLeaf = { server: 'leaf', stream: 'ORDERS' };
const atHub = { server: 'hub', stream: 'ORDERS' };

/** Two streams of one name, which look like a copy of each other until the link goes. */
const exercise: Exercise = {
  name: 'offline-data-never-syncs',
  topology: twoDomains,
  begin: async (tools) => {
    const { host, run } = tools;
    for (const server of ['leaf', 'hub']) {
      await run(server, "stream add ORDERS --subjects 'orders.>' --defaults");
    }
    await until(interest('orders.>', { server: 'leaf', over: 'hub' }), tools);
    await run('leaf', "pub orders.new 'order {{Count}}, online' --count 2 -J");
    await until(messagesAt(atHub, 2), tools);
    await host.cutLink('leaf-hub', 'refused');
    await until(linkDown(link), tools);
    await run('leaf', "pub orders.new 'order {{Count}}, offline' --count 3 -J");
    await host.healLink('leaf-hub');
    await until(linkUp(link), tools);
  },
  symptom: {
    says: 'The link is up again, and the orders that were placed without it are missing at the hub',
    check: async (tools) => {
      const up = await linkUp(link)(tools);
      if (up.type === 'fail') return up;
      const [here, there] = [
        await messagesIn(tools.host, atLeaf),
        await messagesIn(tools.host, atHub),
      ];
      return verdict(
        here !== undefined && there !== undefined && here > there,
        'more orders at the leaf than at the hub',
        `${here ?? 0} at the leaf, ${there ?? 0} at the hub`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Make one stream a mirror of the other',
      checks: [
        {
          says: 'ORDERS at the hub mirrors ORDERS of the domain leaf, with nothing left to fetch',
          check: copies(atHub, { stream: 'ORDERS', domain: 'leaf' }, 'mirror'),
        },
        {
          says: 'Both hold as many orders, five or more',
          check: asMany(atLeaf, atHub, 5),
        },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rm ORDERS --force');
        await run(
          'hub',
          `stream add ORDERS --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults`,
        );
      },
    },
  ],
};

export default exercise;
