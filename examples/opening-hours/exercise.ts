import { answeredBy } from '@site/src/lab/checks/answered.ts';
import { verdict } from '@site/src/lab/checks/check.ts';
import { startingWith, type Exercise } from '@site/src/lab/exercise/exercise.ts';
import { leafsOf } from '@site/src/lab/monitoring/leafz.ts';
import alone from './shop-alone.conf';
import shop from './shop.conf';
import topology from './topology.ts';

const hours = '7 to 18';

/** Join a shop to head office, and have head office ask it when it is open. */
const exercise: Exercise = {
  name: 'opening-hours',
  topology: startingWith(topology, { shop: alone }),
  steps: [
    {
      id: 'join',
      title: 'Join the shop',
      checks: [
        {
          says: 'The hub has the shop as a leaf node',
          check: async ({ host }) => {
            const leafs = await leafsOf(host, 'hub', 'shop');
            return verdict(leafs.length === 1, 'the leaf connection shop', 'none of that name');
          },
        },
      ],
      solve: ({ apply, restart }) => apply('shop', shop).catch(() => restart('shop', shop)),
    },
    {
      id: 'ask',
      title: 'Ask the shop from head office',
      checks: [
        {
          says: `A request at the hub is answered with ${hours}`,
          check: answeredBy('hub', 'shop.hours', hours),
        },
      ],
      solve: async ({ connect }) => {
        const client = await connect('shop');
        const answer = new TextEncoder().encode(hours);
        client.subscribe('shop.hours', { callback: (_, asked) => void asked.respond(answer) });
        await client.flush();
      },
    },
  ],
};

export default exercise;
