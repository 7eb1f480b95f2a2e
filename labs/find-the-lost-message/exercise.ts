import { all, verdict, type Check } from '../../src/lab/checks/check.ts';
import { crossed } from '../../src/lab/checks/crossed.ts';
import { insist, until } from '../../src/lab/checks/eventually.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { overlap } from '../../src/lab/checks/streams.ts';
import { startingWith, type Exercise } from '../../src/lab/exercise/exercise.ts';
import { subjectsOf } from '../../src/lab/monitoring/browse.ts';
import { streamsAt } from '../../src/lab/monitoring/jsz.ts';
import { wantingLeafsOf as leafsOf } from '../../src/lab/monitoring/leafz.ts';
import hubSpokeSpoke from '../../topologies/hub-spoke-spoke/topology.ts';
import edgeAllowing from './edge-allowing.conf';
import edgeMended from './edge-mended.conf';
import edge from './edge.conf';
import regionMended from './region-mended.conf';
import region from './region.conf';

const links = {
  edge: { name: 'edge-region', from: 'edge', to: 'region' },
  region: { name: 'region-hub', from: 'region', to: 'hub' },
};

/** A message on this subject came all the way from the edge, and a stream at the hub has it. */
const atHub = (subject: string): Check =>
  all(
    isStored(subject),
    crossed({ link: links.edge.name, subject, from: 'edge' }),
    crossed({ link: links.region.name, subject, from: 'region' }),
  );

const isStored =
  (subject: string): Check =>
  async ({ host, connect }) => {
    const streams = await streamsAt(host, 'hub');
    const hub = await connect('hub');
    for (const { name } of streams) {
      const { [subject]: times = 0 } = await subjectsOf(hub, name, subject);
      if (times > 0) return { type: 'pass' };
    }
    return verdict(false, `a message on ${subject} in a stream at the hub`, 'none');
  };

/** The account of the scale hears that somebody beyond the edge wants its fruit. */
const scaleIsHeard: Check = async ({ host, connect }) => {
  const wanted = 'interest in orders.fruit in the account of the user scale';
  const scale = await connect('edge', { user: 'scale', pass: 'sc4le' });
  const { data } = await scale.request('$SYS.REQ.USER.INFO', '', { timeout: 2000 });
  const { account } = (JSON.parse(new TextDecoder().decode(data)) as UserInfo).data;
  const leafs = (await leafsOf(host, 'edge')).filter((leaf) => leaf.account === account);
  const { subscriptions_list: local } = await host.monitor('edge', 'subsz', {
    subscriptions: true,
    account,
  });
  const told = [
    ...leafs.flatMap(({ subscriptions_list: list }) => list ?? []),
    ...(local ?? []).map(({ subject }) => subject),
  ].some((subject) => subject !== '>' && overlap(subject, 'orders.fruit'));
  return verdict(told, wanted, `the user scale is in the account ${account}, which hears of none`);
};

interface UserInfo {
  data: { account: string };
}

/** Five messages, each lost at another place on its way from the edge to the hub. */
const exercise: Exercise = {
  name: 'find-the-lost-message',
  topology: startingWith(hubSpokeSpoke, { edge, region }),
  begin: async (tools) => {
    await tools.run('hub', "stream add ORDERS --subjects 'orders.*' --defaults");
    const auditor = await tools.connect('hub');
    auditor.subscribe('orders.>', { callback: () => {} });
    await auditor.flush();
    await until(linkUp(links.region), tools);
    await until(interest('orders.>', { server: 'edge', over: 'region' }), tools);
  },
  steps: [
    {
      id: 'nowhere',
      title: 'Return a loaf',
      checks: [
        {
          says: 'The hub has stored returns.bread, which came from the edge',
          check: atHub('returns.bread'),
        },
      ],
      solve: async (tools) => {
        const { run } = tools;
        await run('hub', "stream add RETURNS --subjects 'returns.>' --defaults");
        await until(interest('returns.>', { server: 'edge', over: 'region' }), tools);
        await run('edge', 'pub returns.bread stale -J');
      },
    },
    {
      id: 'stream',
      title: 'Order large eggs',
      checks: [
        {
          says: 'The hub has stored orders.eggs.large, which came from the edge',
          check: atHub('orders.eggs.large'),
        },
      ],
      solve: async ({ run }) => {
        await run('hub', "stream edit ORDERS --subjects 'orders.>' -f");
        await run('edge', 'pub orders.eggs.large ten -J');
      },
    },
    {
      id: 'mapping',
      title: 'Order milk',
      checks: [
        {
          says: 'The hub has stored orders.milk, which came from the edge',
          check: atHub('orders.milk'),
        },
      ],
      solve: async (tools) => {
        await tools.apply('region', regionMended);
        await insist(() => tools.run('edge', 'pub orders.milk six -J'));
      },
    },
    {
      id: 'denied',
      title: 'Order bread',
      checks: [
        {
          says: 'The hub has stored orders.bread, which came from the edge',
          check: atHub('orders.bread'),
        },
      ],
      solve: async (tools) => {
        await tools.restart('edge', edgeAllowing);
        await insist(() => tools.run('edge', 'pub orders.bread two -J'));
      },
    },
    {
      id: 'account',
      title: 'Order fruit, from the scale',
      checks: [
        {
          says: 'The hub has stored orders.fruit, which came from the edge',
          check: atHub('orders.fruit'),
        },
        { says: 'The scale’s account knows that it is wanted', check: scaleIsHeard },
      ],
      solve: async (tools) => {
        await tools.restart('edge', edgeMended);
        const line = 'pub orders.fruit pears -J --user scale --password sc4le';
        await insist(() => tools.run('edge', line));
      },
    },
  ],
};

export default exercise;
