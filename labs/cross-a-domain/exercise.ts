import { crossed } from '../../src/lab/checks/crossed.ts';
import { messagesAt, notStored, stored } from '../../src/lab/checks/stored.ts';
import { copies, copyOf } from '../../src/lab/checks/streams.ts';
import { verdict } from '../../src/lab/checks/check.ts';
import { linkDown, linkUp } from '../../src/lab/checks/links.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import { streamAt } from '../../src/lab/monitoring/jsz.ts';
import type { Monitor } from '../../src/lab/network/monitor-pages.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };
const orders = { server: 'leaf', stream: 'ORDERS' };
const origin = { stream: 'ORDERS', domain: 'leaf' };
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
          says: 'The hub stores ORDERS_COPY, a mirror of ORDERS in the domain leaf, with nothing left to fetch',
          check: copies(copy, origin, 'mirror'),
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
            const [here, there] = await counts(host);
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
        { says: 'The link is up', check: linkUp(link) },
        {
          says: 'The copy has caught up: both hold four orders or more, and as many',
          check: async ({ host }) => {
            const [here, there] = await counts(host);
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

/** How many orders the leaf holds, and how many the copy of them at the hub. A stream that is no copy does not count. */
async function counts(host: Monitor): Promise<[number, number]> {
  const [here, there] = await Promise.all(
    [orders, copy].map(({ server, stream }) => streamAt(host, server, stream)),
  );
  const isCopy = there !== undefined && copyOf(there, origin) !== undefined;
  return [here?.state.messages ?? 0, isCopy ? there.state.messages : 0];
}
