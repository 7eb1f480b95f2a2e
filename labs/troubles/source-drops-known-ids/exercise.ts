import { all as both, verdict } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/eventually.ts';
import { messagesAt } from '../../../src/lab/checks/stored.ts';
import { copies } from '../../../src/lab/checks/streams.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import { streamAt } from '../../../src/lab/monitoring/jsz.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';

const all = { server: 'hub', stream: 'ALL_ORDERS' };
const shops = ['east', 'west'];
const ordersOf = (shop: string) => `${shop.toUpperCase()}_ORDERS`;
/** The streams of both shops, in their domains. */
const sources = shops
  .map((shop) => ({ name: ordersOf(shop), external: { api: `$JS.${shop}.API` } }))
  .map((source) => `--source '${JSON.stringify(source)}'`)
  .join(' ');

/** A copy of two streams, which drops what has an id that it has seen. */
const exercise: Exercise = {
  name: 'source-drops-known-ids',
  topology: hubAndSpoke,
  begin: async (tools) => {
    const { run } = tools;
    for (const shop of shops) {
      const name = ordersOf(shop);
      await insist(() => run(shop, `stream add ${name} --subjects ${shop}.orders --defaults`));
      for (const id of ['order-1', 'order-2', 'order-3']) {
        await run(shop, `pub ${shop}.orders 'oak table' -J -H Nats-Msg-Id:${id}`);
      }
    }
    await run('hub', `stream add ALL_ORDERS ${sources} --defaults`);
    await until(messagesAt(all, 3), tools);
  },
  symptom: {
    says: 'Each shop has three orders; ALL_ORDERS at the hub has three in all, and no lag',
    check: async ({ host }) => {
      const copy = await streamAt(host, 'hub', 'ALL_ORDERS');
      const from = copy?.sources ?? [];
      const quiet = from.length === 2 && from.every(({ lag, active }) => lag === 0 && active >= 0);
      return verdict(
        copy?.state.messages === 3 && quiet,
        '3 messages of 6, both sources heard, lag 0',
        `${copy?.state.messages ?? 0} messages; lag ${from.map(({ lag }) => lag).join(', ')}`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'No duplicate window for a copy',
      checks: [
        {
          says: 'ALL_ORDERS sources the orders of both shops',
          check: both(
            ...shops.map((shop) => copies(all, { stream: ordersOf(shop), domain: shop }, 'source')),
          ),
        },
        { says: 'It has all six', check: messagesAt(all, 6) },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rm ALL_ORDERS -f');
        await run('hub', `stream add ALL_ORDERS ${sources} --dupe-window 0s --defaults`);
      },
    },
  ],
};

export default exercise;
