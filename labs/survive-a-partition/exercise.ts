import { verdict, type CheckTools } from '../../src/lab/checks/check.ts';
import { messagesHeard } from '../../src/lab/checks/heard.ts';
import { copyOf, hasCaughtUp, listensOn, told, toldOfAll } from '../../src/lab/checks/streams.ts';
import { headerOf, storedMessage, subjectsOf } from '../../src/lab/monitoring/browse.ts';
import { streamsAt, streamAt } from '../../src/lab/monitoring/jsz.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { linkDown, linkUp } from '../../src/lab/checks/links.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../topologies/hub-and-spoke/topology.ts';

const link = { name: 'east-hub', from: 'east', to: 'hub' };
const origin = { stream: 'ORDERS', domain: 'east' };

/** A source that is heard sends a heartbeat each second. */
const silence = 1.5;

/** The shop's stream and the hub's copy of it, with what each holds. */
async function books({ host }: CheckTools) {
  const [shop, atHub] = await Promise.all([
    streamAt(host, 'east', 'ORDERS'),
    streamsAt(host, 'hub'),
  ]);
  const copy = atHub.find((stream) => copyOf(stream, origin));
  const here = shop?.state.messages ?? 0;
  const there = copy?.state.messages ?? 0;
  return {
    shop,
    copy,
    copying: copy && copyOf(copy, origin),
    here,
    there,
    seen: `${here} in the shop, ${there} in the copy at the hub`,
  };
}

/** Keep taking orders while the line is cut, and have all of them at the hub once it is whole. */
const exercise: Exercise = {
  name: 'survive-a-partition',
  topology: hubAndSpoke,
  begin: async ({ run }) => {
    await run('hub', "stream add INBOX --subjects 'orders.>' --defaults");
  },
  steps: [
    {
      id: 'lose',
      title: 'Lose orders with a plain publish',
      checks: [
        { says: 'The link east-hub is cut', check: linkDown(link) },
        {
          says: 'The printer at east has had three orders more than the hub has stored',
          check: async ({ host }) => {
            const printed = await messagesHeard(host, { server: 'east', subject: /^orders\./ });
            const inbox = await streamAt(host, 'hub', 'INBOX');
            const stored = inbox?.state.messages ?? 0;
            return verdict(
              inbox !== undefined && printed >= stored + 3,
              'three orders that the hub has not',
              `printed ${printed}, stored at the hub ${stored}`,
            );
          },
        },
      ],
      solve: async ({ host, connect, run }) => {
        const printer = await connect('east');
        printer.subscribe('orders.>', { callback: () => {} });
        await printer.flush();
        await host.cutLink(link.name, 'refused');
        await run('east', "pub orders.new 'order {{Count}}' --count 3");
      },
    },
    {
      id: 'local',
      title: 'Store orders where they are taken',
      checks: [
        {
          says: 'The link is whole again',
          check: linkUp(link),
        },
        {
          says: 'East stores ORDERS, which listens on orders.>',
          check: async ({ host }) => {
            const shop = await streamAt(host, 'east', 'ORDERS');
            return verdict(
              shop?.config?.subjects?.includes('orders.>') ?? false,
              'ORDERS on orders.> at east',
              told(shop, 'ORDERS'),
            );
          },
        },
        {
          says: 'No stream at the hub listens on orders itself',
          check: async ({ host }) => {
            const listening = (await streamsAt(host, 'hub')).filter((each) =>
              listensOn(each, 'orders.>'),
            );
            return verdict(
              listening.length === 0,
              'no stream at the hub on orders.>',
              listening.map((each) => told(each, '')).join('; '),
            );
          },
        },
        {
          says: 'A stream at the hub fetches ORDERS from the domain east, and hears from it',
          check: async (tools) => {
            const { copy, copying } = await books(tools);
            const heard = copying?.heard;
            return verdict(
              heard !== undefined && heard < 5,
              'a source ORDERS in the domain east that is heard',
              copy ? told(copy, '') : toldOfAll(await streamsAt(tools.host, 'hub'), 'hub'),
            );
          },
        },
      ],
      solve: async (tools) => {
        const { host, run } = tools;
        await host.healLink(link.name);
        // A source that is made while its domain is out of reach waits before it tries again.
        const api = '$JS.east.API.CONSUMER.>';
        await until(interest(api, { server: 'hub', over: 'east' }), tools);
        await run('hub', 'stream rm INBOX -f');
        await run('east', "stream add ORDERS --subjects 'orders.>' --defaults");
        await run(
          'hub',
          `stream add ALL_ORDERS --source '{"name":"ORDERS","external":{"api":"$JS.east.API"}}' --defaults`,
        );
      },
    },
    {
      id: 'silent',
      title: 'Pull the cable, and keep selling',
      checks: [
        {
          says: 'The hub gets no data from the shop, and lacks orders that the shop has stored',
          check: async (tools) => {
            const { here, there, copying, seen } = await books(tools);
            const heard = copying?.heard ?? 0;
            return verdict(
              here > there && heard > silence,
              'orders that the copy does not have, and silence',
              `${seen}; last heard ${heard.toFixed(1)} s ago`,
            );
          },
        },
        {
          says: 'Order 7 is in the shop’s stream once, under its message id',
          check: orderSeven,
        },
      ],
      solve: async ({ host, run }) => {
        await host.cutLink(link.name, 'silent');
        await run('east', "pub orders.new 'order {{Count}}' --count 3 -J");
        await run('east', "pub orders.7 'oak table' -H Nats-Msg-Id:till-1-7 -J");
        await run('east', "pub orders.7 'oak table' -H Nats-Msg-Id:till-1-7 -J");
      },
    },
    {
      id: 'refused',
      title: 'Cut the line so that dials are refused',
      checks: [
        {
          says: 'Neither server lists the other',
          check: linkDown(link),
        },
        {
          says: 'The shop has taken five orders or more, and the hub still lacks some',
          check: async (tools) => {
            const { here, there, seen } = await books(tools);
            return verdict(here >= 5 && here > there, 'five in the shop, fewer at the hub', seen);
          },
        },
      ],
      solve: async ({ host, run }) => {
        await host.cutLink(link.name, 'refused');
        await run('east', "pub orders.new 'ash chair' -J");
      },
    },
    {
      id: 'heal',
      title: 'Heal the line, and count',
      checks: [
        { says: 'The link is up', check: linkUp(link) },
        {
          says: 'The hub has as many orders as the shop, five or more, and a lag of 0',
          check: async (tools) => {
            const { here, there, copying, seen } = await books(tools);
            return verdict(
              here === there && here >= 5 && hasCaughtUp(copying),
              'as many orders on both sides, lag 0',
              `${seen}; lag ${copying?.lag ?? 'unknown'}`,
            );
          },
        },
      ],
      solve: ({ host }) => host.healLink(link.name),
    },
  ],
};

export default exercise;

/** Asks the shop's own JetStream, so that no request crosses the link. */
async function orderSeven({ host, connect }: CheckTools) {
  const wanted = 'one message on orders.7 with a Nats-Msg-Id';
  if (!(await streamAt(host, 'east', 'ORDERS'))) return verdict(false, wanted, 'no stream ORDERS');
  const east = await connect('east');
  const { 'orders.7': times = 0 } = await subjectsOf(east, 'ORDERS', 'orders.7');
  const last = await storedMessage(east, { stream: 'ORDERS' }, { last_by_subj: 'orders.7' });
  if (!last) return verdict(false, wanted, 'none on orders.7');
  const id = headerOf(last, 'Nats-Msg-Id');
  return verdict(times === 1 && Boolean(id), wanted, `${times}, message id ${id ?? 'none'}`);
}
