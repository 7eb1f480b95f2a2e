import { crossed } from '../../src/lab/checks/crossed.ts';
import { messagesAt, notStored, stored } from '../../src/lab/checks/stored.ts';
import { verdict } from '../../src/lab/checks/check.ts';
import { linkDown } from '../../src/lab/checks/links.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import { streamsAt } from '../../src/lab/monitoring/jsz.ts';
import type { Monitor } from '../../src/lab/network/monitor-pages.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };
const orders = { server: 'leaf', stream: 'ORDERS' };
const copy = { server: 'hub', stream: 'ORDERS_COPY' };

const publish = async ({ run }: ExerciseTools, times: number) => {
  await run('leaf', `pub orders.new 'oak table' --count ${times} -J`);
};

/** Create a stream in the other domain, keep a copy, and see what a cut link does to both. */
const exercise: Exercise = {
  name: 'cross-a-domain',
  topology: twoDomains,
  steps: [
    {
      id: 'create',
      title: 'Make the shop’s stream from where you are',
      checks: [
        {
          says: 'The leaf stores ORDERS, with the subjects orders.>',
          check: stored(orders, { config: { subjects: ['orders.>'] } }),
        },
        {
          says: 'The hub does not',
          check: notStored({ server: 'hub', stream: 'ORDERS' }),
        },
        {
          says: 'The request crossed the link, from the hub',
          check: crossed({
            link: link.name,
            subject: '$JS.leaf.API.STREAM.CREATE.ORDERS',
            from: 'hub',
          }),
        },
      ],
      solve: async ({ run }) => {
        await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults --js-domain leaf");
      },
    },
    {
      id: 'publish',
      title: 'Take three orders in the shop',
      checks: [
        {
          says: 'ORDERS holds three orders or more',
          check: messagesAt(orders, 3),
        },
      ],
      solve: (tools) => publish(tools, 3),
    },
    {
      id: 'mirror',
      title: 'Keep a copy at the hub',
      checks: [
        {
          says: 'The hub stores ORDERS_COPY, a mirror of ORDERS, with nothing left to fetch',
          check: stored(copy, { mirror: { name: 'ORDERS', lag: 0 } }),
        },
        {
          says: 'The copy has the orders',
          check: messagesAt(copy, 3),
        },
      ],
      solve: async ({ run }) => {
        await run(
          'hub',
          `stream add ORDERS_COPY --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults --js-domain hub`,
        );
      },
    },
    {
      id: 'cut',
      title: 'Cut the line, and keep selling',
      checks: [
        { says: 'The link is cut', check: linkDown(link) },
        {
          says: 'The shop has taken an order that its copy does not have',
          check: async ({ host }) => {
            const [here, there] = await Promise.all([count(host, 'leaf'), count(host, 'hub')]);
            return verdict(
              here > there && there > 0,
              'more orders at the leaf than in the copy at the hub',
              `${here} at the leaf, ${there} at the hub`,
            );
          },
        },
      ],
      solve: async (tools) => {
        await tools.host.cutLink(link.name, 'refused');
        await publish(tools, 2);
      },
    },
    {
      id: 'heal',
      title: 'Mend the line',
      after: 'cut',
      checks: [
        {
          says: 'The copy has caught up: both hold four orders or more, and as many',
          check: async ({ host }) => {
            const [here, there] = await Promise.all([count(host, 'leaf'), count(host, 'hub')]);
            return verdict(
              here === there && here > 3,
              'as many orders at the hub as at the leaf, more than three',
              `${here} at the leaf, ${there} at the hub`,
            );
          },
        },
      ],
      solve: (tools) => tools.host.healLink(link.name),
    },
  ],
};

export default exercise;

/** How many orders a side holds, in whichever of the two streams it has. */
async function count(host: Monitor, server: string): Promise<number> {
  const streams = await streamsAt(host, server);
  return streams.find(({ name }) => name.startsWith('ORDERS'))?.state.messages ?? 0;
}
