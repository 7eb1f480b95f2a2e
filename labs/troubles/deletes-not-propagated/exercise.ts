import { verdict, type CheckTools } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/eventually.ts';
import { askJetStream } from '../../../src/lab/monitoring/jetstream-api.ts';
import { messagesAt } from '../../../src/lab/checks/stored.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

/** The sequences that a stream has deleted from its middle. */
async function deletedAt({ connect }: CheckTools, server: string): Promise<number[]> {
  const { state } = await askJetStream<{ state: { deleted?: number[] } }>(
    await connect(server),
    'STREAM.INFO.ORDERS',
    { body: { deleted_details: true } },
  );
  return state.deleted ?? [];
}

/** An order that was deleted at its origin, and is still in the copy. */
const exercise: Exercise = {
  name: 'deletes-not-propagated',
  topology: twoDomains,
  begin: async (tools) => {
    const { run } = tools;
    await run('leaf', "stream add ORDERS --subjects 'orders.>' --defaults");
    await run('leaf', "pub orders.new 'order {{Count}}' --count 3 -J");
    await insist(() =>
      run(
        'hub',
        `stream add ORDERS --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults`,
      ),
    );
    await until(messagesAt({ server: 'hub', stream: 'ORDERS' }, 3), tools);
    await run('leaf', 'stream rmm ORDERS 2 --force');
  },
  symptom: {
    says: 'Order 2 is deleted at the leaf, and still in the mirror at the hub',
    check: async (tools) => {
      const [leaf, hub] = [await deletedAt(tools, 'leaf'), await deletedAt(tools, 'hub')];
      return verdict(
        leaf.includes(2) && !hub.includes(2),
        'message 2 at the hub and not at the leaf',
        `deleted at the leaf: ${leaf.join(', ') || 'none'}; at the hub: ${hub.join(', ') || 'none'}`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Delete it from the copy too',
      checks: [
        {
          says: 'The mirror has no message 2 any more',
          check: async (tools) => {
            const hub = await deletedAt(tools, 'hub');
            return verdict(hub.includes(2), 'message 2 deleted', hub.join(', ') || 'none deleted');
          },
        },
        {
          says: 'It has the orders 1 and 3',
          check: async ({ connect }) => {
            const client = await connect('hub');
            const { state } = await askJetStream<{
              state: { first_seq: number; last_seq: number };
            }>(client, 'STREAM.INFO.ORDERS');
            return verdict(
              state.first_seq === 1 && state.last_seq >= 3,
              'the messages 1 and 3',
              `from ${state.first_seq} to ${state.last_seq}`,
            );
          },
        },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rmm ORDERS 2 --force');
      },
    },
  ],
};

export default exercise;
