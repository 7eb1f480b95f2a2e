import { verdict, type Check, type CheckTools } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { linkDown, linkUp } from '../../../src/lab/checks/links.ts';
import { messagesAt, messagesIn } from '../../../src/lab/checks/stored.ts';
import { copyOf, told, toldOfAll } from '../../../src/lab/checks/streams.ts';
import type { Exercise, ExerciseTools } from '../../../src/lab/exercise/exercise.ts';
import { askJetStream } from '../../../src/lab/monitoring/jetstream-api.ts';
import { streamAt, streamsAt } from '../../../src/lab/monitoring/jsz.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const link = { from: 'leaf', to: 'hub' };
const atLeaf = { server: 'leaf', stream: 'ORDERS' };
const copy = { server: 'hub', stream: 'COPY' };

/** Puts a new box in the place of the leaf: an empty disk, and a stream of the same name with orders. */
async function replaceBox(tools: ExerciseTools, box: string, orders: number): Promise<void> {
  const { host, run } = tools;
  await host.cutLink('leaf-hub', 'refused');
  await until(linkDown(link), tools);
  await host.stopServer('leaf');
  await host.wipeServer('leaf');
  await tools.apply('leaf', tools.config('leaf'));
  await run('leaf', "stream add ORDERS --subjects 'orders.>' --defaults");
  await run('leaf', `pub orders.new 'order {{Count}} of the ${box} box' --count ${orders} -J`);
  await host.healLink('leaf-hub');
  await until(linkUp(link), tools);
}

/** The text of the first message of a stream. */
async function firstIn({ connect }: CheckTools, { server, stream }: typeof copy): Promise<string> {
  const asked = { body: { seq: 1 } };
  const { message } = await askJetStream<{ message: { data: string } }>(
    await connect(server),
    `STREAM.MSG.GET.${stream}`,
    asked,
  );
  return atob(message.data);
}

/** The hub's copy looks whole, and its first orders are not those of the leaf. */
const skipped: Check = async (tools) => {
  const [origin, found] = [
    await streamAt(tools.host, atLeaf.server, atLeaf.stream),
    await streamAt(tools.host, copy.server, copy.stream),
  ];
  const same = origin?.state.last_seq === found?.state.last_seq && found?.mirror?.lag === 0;
  const [here, there] = [await firstIn(tools, atLeaf), await firstIn(tools, copy)];
  return verdict(
    same && here !== there,
    'as many messages in both, no lag, and another first order',
    `${origin?.state.last_seq} and ${found?.state.last_seq}; “${here}” and “${there}”`,
  );
};

/** A stream of the hub sources ORDERS, and holds at least `more` messages more than ORDERS does. */
const sourced =
  (more: number): Check =>
  async ({ host }) => {
    const least = ((await messagesIn(host, atLeaf)) ?? 0) + more;
    const streams = await streamsAt(host, 'hub');
    const found = streams.find((each) => {
      const copying = copyOf(each, { stream: atLeaf.stream, domain: 'leaf' });
      return copying?.by === 'source' && copying.heard !== undefined;
    });
    return verdict(
      found !== undefined && least > 0 && found.state.messages >= least,
      `a stream at the hub that sources ORDERS, with ${least} messages or more`,
      found ? told(found, '') : toldOfAll(streams, 'hub'),
    );
  };

/** A mirror goes on with a stream that is not the one it knew. */
const exercise: Exercise = {
  name: 'replaced-box',
  topology: twoDomains,
  begin: async (tools) => {
    const { run } = tools;
    await run('leaf', "stream add ORDERS --subjects 'orders.>' --defaults");
    await run(
      'hub',
      `stream add COPY --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults`,
    );
    await run('leaf', "pub orders.new 'order {{Count}} of the first box' --count 5 -J");
    await until(messagesAt(copy, 5), tools);
    await replaceBox(tools, 'second', 7);
    await until(messagesAt(copy, 7), tools);
  },
  symptom: {
    says: 'ORDERS and its mirror have the same numbers and no lag, and not the same orders',
    check: skipped,
  },
  steps: [
    {
      id: 'mend',
      title: 'Fetch the skipped orders',
      checks: [
        { says: 'A stream at the hub sources ORDERS, and has all of it', check: sourced(0) },
      ],
      solve: async ({ run }) => {
        await run(
          'hub',
          `stream add ALL_ORDERS --source '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --defaults`,
        );
      },
    },
    {
      id: 'again',
      title: 'Replace the box once more',
      checks: [
        { says: 'The hub has the orders of the second box and of the third', check: sourced(7) },
        {
          says: 'The log of the hub tells of it',
          check: async ({ log }) =>
            verdict(
              log().some(({ server, text }) => server === 'hub' && /was recreated/.test(text)),
              'a line “was recreated” in the log of the hub',
              'none',
            ),
        },
      ],
      solve: (tools) => replaceBox(tools, 'third', 3),
    },
  ],
};

export default exercise;
