import { verdict } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/insist.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { linkDown, linkUp } from '../../../src/lab/checks/links.ts';
import { asMany, held, messagesAt, stored } from '../../../src/lab/checks/stored.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const link = { from: 'leaf', to: 'hub' };
const atLeaf = { server: 'leaf', stream: 'ORDERS' };
const atHub = { server: 'hub', stream: 'ORDERS' };

/** Two streams of one name, which look like a copy of each other until the link goes. */
const exercise: Exercise = {
  name: 'offline-data-never-syncs',
  topology: twoDomains,
  begin: async ({ host, run }) => {
    for (const server of ['leaf', 'hub']) {
      await run(server, "stream add ORDERS --subjects 'orders.>' --defaults");
    }
    await until(interest(host, 'orders.>', { server: 'leaf', over: 'hub' }));
    await run('leaf', "pub orders.new 'order {{Count}}, online' --count 2 -J");
    await until(messagesAt(host, atHub, 2));
    await host.cutLink('leaf-hub', 'refused');
    await until(linkDown(host, link));
    await run('leaf', "pub orders.new 'order {{Count}}, offline' --count 3 -J");
    await host.healLink('leaf-hub');
    await until(linkUp(host, link));
  },
  symptom: {
    says: 'The link is up again, and the orders that were placed without it are missing at the hub',
    check: async ({ host }) => {
      const up = await linkUp(host, link)();
      if (up.type === 'fail') return up;
      const [here, there] = [await held(host, atLeaf), await held(host, atHub)];
      return verdict(
        here !== undefined && there !== undefined && here.messages > there.messages,
        'more orders at the leaf than at the hub',
        `${here?.messages ?? 0} at the leaf, ${there?.messages ?? 0} at the hub`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Say that one is a copy of the other',
      checks: [
        {
          says: 'ORDERS at the hub mirrors ORDERS, with nothing left to fetch',
          check: ({ host }) => stored(host, atHub, { mirror: { name: 'ORDERS', lag: 0 } })(),
        },
        {
          says: 'Both hold as many orders, five or more',
          check: ({ host }) => asMany(host, atLeaf, atHub, 5)(),
        },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rm ORDERS --force');
        await run('hub', 'stream add ORDERS --mirror ORDERS --mirror-domain leaf --defaults');
      },
    },
  ],
};

export default exercise;
