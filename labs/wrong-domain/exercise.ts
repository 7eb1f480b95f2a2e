import { verdict, type CheckTools } from '../../src/lab/checks/check.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import { copies, copyOf, listensOn, told } from '../../src/lab/checks/streams.ts';
import { subjectsOf } from '../../src/lab/monitoring/browse.ts';
import { streamsAt, streamAt } from '../../src/lab/monitoring/jsz.ts';
import { interest, noInterest } from '../../src/lab/checks/interested.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';

const misplaced = { stream: 'ORDERS', domain: 'hub' };
const first = [1, 2, 3, 4, 5].map((n) => `orders.${n}`);

async function sides({ host }: CheckTools) {
  const [shop, hub] = await Promise.all([
    streamAt(host, 'leaf', 'ORDERS'),
    streamAt(host, 'hub', 'ORDERS'),
  ]);
  const [here, there] = [shop?.state.messages ?? 0, hub?.state.messages ?? 0];
  return { shop, hub, here, there, seen: `${here} at the leaf, ${there} at the hub` };
}

const listeningAtHub = async ({ host }: CheckTools) =>
  (await streamsAt(host, 'hub')).filter((stream) => listensOn(stream, 'orders.>'));

/** Asks the leaf's own JetStream, so that no request crosses the link. */
async function eachOnce(tools: CheckTools) {
  const wanted = 'orders.1 to orders.5, once each';
  if (!(await streamAt(tools.host, 'leaf', 'ORDERS'))) {
    return verdict(false, wanted, 'no stream ORDERS at the leaf');
  }
  const stored = await subjectsOf(await tools.connect('leaf'), 'ORDERS', 'orders.*');
  const times = first.map((subject) => `${subject} ${stored[subject] ?? 0} ×`);
  return verdict(
    times.every((each) => each.endsWith(' 1 ×')),
    wanted,
    times.filter((each) => !each.endsWith(' 1 ×')).join(', '),
  );
}

/** Move a stream into the domain it belongs to, with what it holds. */
const exercise: Exercise = {
  name: 'wrong-domain',
  topology: twoDomains,
  begin: async (tools) => {
    const { run } = tools;
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults");
    await until(interest('orders.>', { server: 'leaf', over: 'hub' }), tools);
    await run('leaf', "pub 'orders.{{Count}}' 'order {{Count}}' --count 5 -J");
  },
  symptom: {
    says: 'The shop’s orders are stored at the hub, and the leaf stores none',
    check: async (tools) => {
      const { shop, hub, seen } = await sides(tools);
      return verdict(!shop && (hub?.state.messages ?? 0) > 0, 'orders at the hub alone', seen);
    },
  },
  steps: [
    {
      id: 'copy',
      title: 'Copy the stream to the leaf',
      checks: [
        {
          says: 'The leaf stores ORDERS, which fetches ORDERS from the domain hub',
          check: copies({ server: 'leaf', stream: 'ORDERS' }, misplaced),
        },
        {
          says: 'It listens on no subject yet: only one of the two may',
          check: async (tools) => {
            const { shop } = await sides(tools);
            return verdict(
              shop !== undefined && !listensOn(shop, 'orders.>'),
              'ORDERS at the leaf without subjects',
              told(shop, 'ORDERS at the leaf'),
            );
          },
        },
        { says: 'Each of the five orders is in it once', check: eachOnce },
      ],
      solve: async ({ run }) => {
        await run(
          'leaf',
          `stream add ORDERS --source '{"name":"ORDERS","external":{"api":"$JS.hub.API"}}' --defaults`,
        );
      },
    },
    {
      id: 'switch',
      title: 'Let the leaf listen in place of the hub',
      checks: [
        {
          says: 'No stream at the hub listens on orders any more',
          check: async (tools) => {
            const listening = await listeningAtHub(tools);
            return verdict(
              listening.length === 0,
              'no stream at the hub on orders.>',
              listening.map((stream) => told(stream, '')).join('; '),
            );
          },
        },
        {
          says: 'ORDERS at the leaf listens on orders.>, and copies nothing',
          check: async (tools) => {
            const { shop } = await sides(tools);
            return verdict(
              (shop?.config?.subjects?.includes('orders.>') ?? false) && !copyOf(shop!, misplaced),
              'ORDERS at the leaf on orders.>, without mirror or source',
              told(shop, 'ORDERS at the leaf'),
            );
          },
        },
        {
          says: 'It has the five orders once each, and a new one that the hub has not',
          check: async (tools) => {
            const { here, there, seen } = await sides(tools);
            const once = await eachOnce(tools);
            if (once.type === 'fail') return once;
            return verdict(here > 5 && here > there, 'six orders or more at the leaf', seen);
          },
        },
      ],
      solve: async (tools) => {
        const { run } = tools;
        await run('hub', 'stream edit ORDERS --subjects retired.orders -f');
        await run('leaf', update);
        await until(noInterest('orders.>', { server: 'leaf', over: 'hub' }), tools);
        await run('leaf', "pub orders.6 'ash chair' -J");
      },
    },
    {
      id: 'remove',
      title: 'Remove the stream at the hub',
      checks: [
        {
          says: 'The hub stores no ORDERS',
          check: async (tools) => {
            const { hub } = await sides(tools);
            return verdict(!hub, 'no ORDERS at the hub', told(hub, 'ORDERS'));
          },
        },
        {
          says: 'The leaf has all of them: the first five once each, and the new one',
          check: async (tools) => {
            const once = await eachOnce(tools);
            if (once.type === 'fail') return once;
            const { shop, here, seen } = await sides(tools);
            return verdict(
              here > 5 && listensOn(shop!, 'orders.>') && !copyOf(shop!, misplaced),
              'six orders or more, listening on orders.>',
              seen,
            );
          },
        },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rm ORDERS -f');
      },
    },
  ],
};

const update = `req '$JS.API.STREAM.UPDATE.ORDERS' '{"name": "ORDERS", "subjects": ["orders.>"]}'`;

export default exercise;
