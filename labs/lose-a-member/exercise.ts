import { verdict, type CheckTools } from '../../src/lab/checks/check.ts';
import { insist } from '../../src/lab/checks/eventually.ts';
import { replicated, toldOf, whole } from '../../src/lab/checks/replicas.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import clusteredHub from '../../topologies/clustered-hub/topology.ts';

/** ORDERS as the hub's running members tell of it, and which of them do not run. */
const orders = ({ host }: CheckTools) =>
  replicated(host, clusteredHub, { domain: 'hub', stream: 'ORDERS' });

/** The servers that have led ORDERS, by their logs. */
const leadersOf = ({ log }: CheckTools) =>
  log()
    .filter(({ text }) => /new stream leader for '.* > ORDERS'/.test(text))
    .map(({ server }) => server);

/** Keep a stream on three servers, lose the one that leads, and lose nothing. */
const exercise: Exercise = {
  name: 'lose-a-member',
  topology: clusteredHub,
  steps: [
    {
      id: 'replicas',
      title: 'Keep the orders on three servers',
      checks: [
        {
          says: 'ORDERS is in the hub’s domain, with a leader and two replicas that are up to date',
          check: async (tools) => {
            const { stream } = await orders(tools);
            return verdict(whole(stream), 'a leader and two current replicas', toldOf(stream));
          },
        },
        {
          says: 'It holds an order',
          check: async (tools) => {
            const { stream } = await orders(tools);
            return verdict((stream?.messages ?? 0) > 0, 'one message or more', toldOf(stream));
          },
        },
      ],
      solve: async ({ run }) => {
        await insist(() =>
          run(
            'east',
            "stream add ORDERS --subjects 'orders.>' --replicas 3 --defaults --js-domain hub",
          ),
        );
        await insist(() => run('east', "pub orders.new 'oak table' -J"));
      },
    },
    {
      id: 'crash',
      title: 'Crash the server that leads',
      checks: [
        {
          says: 'The member that led ORDERS does not run, and another one leads',
          check: async (tools) => {
            const { stream, missing } = await orders(tools);
            const leads = stream?.leader !== undefined && !missing.includes(stream.leader);
            const led = missing.some((name) => leadersOf(tools).includes(name));
            return verdict(
              missing.length === 1 && leads && led,
              'the one that led down, another leading',
              `down: ${missing.join(', ') || 'none'}${missing.length > 0 && !led ? ', which did not lead' : ''}; ${toldOf(stream)}`,
            );
          },
        },
        {
          says: 'It has taken an order since: it holds two or more',
          check: async (tools) => {
            const { stream, missing } = await orders(tools);
            const messages = stream?.messages ?? 0;
            return verdict(missing.length === 1 && messages > 1, 'two messages', `${messages}`);
          },
        },
      ],
      solve: async (tools) => {
        const { stream } = await orders(tools);
        await tools.host.crashServer(stream?.leader ?? 'hub-1');
        await insist(() => tools.run('east', "pub orders.new 'ash chair' -J"));
      },
    },
    {
      id: 'return',
      title: 'Start the server again',
      after: 'crash',
      checks: [
        {
          says: 'All three run, and all replicas are up to date',
          check: async (tools) => {
            const { stream, missing } = await orders(tools);
            return verdict(
              missing.length === 0 && whole(stream) && (stream?.messages ?? 0) > 1,
              'all three, all current, with both orders',
              `down: ${missing.join(', ') || 'none'}; ${toldOf(stream)}`,
            );
          },
        },
      ],
      solve: async (tools) => {
        const { missing } = await orders(tools);
        for (const name of missing) await tools.restart(name, tools.config(name));
      },
    },
  ],
};

export default exercise;
