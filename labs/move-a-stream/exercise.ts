import { verdict, type Check, type CheckTools } from '../../src/lab/checks/check.ts';
import { insist, until } from '../../src/lab/checks/eventually.ts';
import { interest, noInterest } from '../../src/lab/checks/interested.ts';
import { stored } from '../../src/lab/checks/stored.ts';
import { copies, listensOn, told } from '../../src/lab/checks/streams.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import { streamAt, streamsAt } from '../../src/lab/monitoring/jsz.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';

const old = { stream: 'ORDERS', domain: 'hub' };
const moved = { server: 'leaf', stream: 'ORDERS_HERE' };

const here = ({ host }: CheckTools) => streamAt(host, 'leaf', moved.stream);

/** The stream at the leaf has the hub's messages under their own numbers. */
const sameNumbers: Check = async (tools) => {
  const [origin, found] = [await streamAt(tools.host, 'hub', 'ORDERS'), await here(tools)];
  const numbers = (stream: typeof found) =>
    stream
      ? `${stream.state.messages} from ${stream.state.first_seq} to ${stream.state.last_seq}`
      : 'no stream';
  return verdict(
    origin !== undefined && found !== undefined && numbers(origin) === numbers(found),
    `ORDERS_HERE with the numbers of ORDERS, ${numbers(origin)}`,
    numbers(found),
  );
};

const silentHub: Check = async ({ host }) => {
  const listening = (await streamsAt(host, 'hub')).filter((each) => listensOn(each, 'orders.>'));
  return verdict(
    listening.length === 0,
    'no stream at the hub on orders.>',
    listening.map((each) => told(each, '')).join('; '),
  );
};

/** The consumer of the leaf that packs. */
async function packing(tools: CheckTools) {
  const consumers = (await here(tools))?.consumer_detail ?? [];
  return consumers.find(({ name }) => name === 'packing_here');
}

/** Move a stream into another domain, so that its readers go on where they were. */
const exercise: Exercise = {
  name: 'move-a-stream',
  topology: twoDomains,
  begin: async (tools) => {
    const { run } = tools;
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults");
    await until(interest('orders.>', { server: 'leaf', over: 'hub' }), tools);
    await run('leaf', "pub orders.new 'order {{Count}}' --count 6 -J");
    await run('hub', 'stream rmm ORDERS 2 -f');
    await run('hub', 'consumer add ORDERS packing --pull --wait 5m --defaults');
    await run('hub', 'consumer next ORDERS packing --count 3');
    await run('hub', 'consumer next ORDERS packing --no-ack');
  },
  steps: [
    {
      id: 'copy',
      title: 'Copy the stream with its numbers',
      checks: [
        {
          says: 'ORDERS_HERE at the leaf mirrors ORDERS of the hub',
          check: copies(moved, old, 'mirror'),
        },
        { says: 'It has the same orders under the same numbers', check: sameNumbers },
      ],
      solve: async (tools) => {
        await tools.run(
          'leaf',
          `stream add ORDERS_HERE --mirror '{"name":"ORDERS","external":{"api":"$JS.hub.API"}}' --defaults`,
        );
        await until(stored(moved, { state: { messages: 5 } }), tools);
      },
    },
    {
      id: 'readers',
      title: 'Give the packers their place',
      checks: [
        { says: 'No stream at the hub listens on orders any more', check: silentHub },
        {
          says: 'The consumer packing_here begins with the first order that is not done, number 5',
          check: async (tools) => {
            const found = await packing(tools);
            const first = found?.config?.opt_start_seq;
            return verdict(
              first === 5,
              'packing_here from sequence 5',
              found ? `${first ?? 'the beginning'}` : 'no such consumer',
            );
          },
        },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream edit ORDERS --subjects retired.orders -f');
        await run('leaf', 'consumer add ORDERS_HERE packing_here --pull --deliver 5 --defaults');
      },
    },
    {
      id: 'promote',
      title: 'Promote the copy',
      checks: [
        {
          says: 'ORDERS_HERE listens on orders.>, and copies nothing',
          check: async (tools) => {
            const found = await here(tools);
            return verdict(
              found !== undefined && listensOn(found, 'orders.>') && !found.config?.mirror,
              'ORDERS_HERE on orders.>, without a mirror',
              told(found, moved.stream),
            );
          },
        },
        {
          says: 'It has taken an order under number 7',
          check: async (tools) => {
            const last = (await here(tools))?.state.last_seq ?? 0;
            return verdict(last >= 7, 'a last sequence of 7 or more', `${last}`);
          },
        },
      ],
      solve: async (tools) => {
        const { run } = tools;
        await run('leaf', "stream edit ORDERS_HERE --no-mirror --subjects 'orders.>' -f");
        await until(noInterest('orders.>', { server: 'leaf', over: 'hub' }), tools);
        await run('leaf', "pub orders.new 'order 7' -J");
      },
    },
    {
      id: 'work',
      title: 'Pack on',
      checks: [
        {
          says: 'The packers have done order 5 and all behind it, and nothing before',
          check: async (tools) => {
            const found = await packing(tools);
            const done = found?.delivered.consumer_seq ?? 0;
            const floor = found?.ack_floor.stream_seq ?? 0;
            return verdict(
              floor >= 7 && done === floor - 4,
              'orders 5, 6 and 7 delivered once each, and acknowledged',
              `${done} delivered, floor ${floor}`,
            );
          },
        },
        {
          says: 'The hub stores no ORDERS',
          check: async ({ host }) => {
            const left = await streamAt(host, 'hub', 'ORDERS');
            return verdict(!left, 'no ORDERS at the hub', told(left, 'ORDERS'));
          },
        },
      ],
      solve: async (tools) => {
        await insist(() => tools.run('leaf', 'consumer next ORDERS_HERE packing_here --count 3'));
        await tools.run('hub', 'stream rm ORDERS -f');
      },
    },
  ],
};

export default exercise;
