import { verdict, type Check } from '../../src/lab/checks/check.ts';
import { insist, until } from '../../src/lab/checks/eventually.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../src/lab/exercise/exercise.ts';
import { subjectsOf } from '../../src/lab/monitoring/browse.ts';
import { streamsAt } from '../../src/lab/monitoring/jsz.ts';
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

/** A stream at the hub has stored a message on this subject. */
const atHub =
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
      checks: [{ says: 'The hub has stored returns.bread', check: atHub('returns.bread') }],
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
      checks: [{ says: 'The hub has stored orders.eggs.large', check: atHub('orders.eggs.large') }],
      solve: async ({ run }) => {
        await run('hub', "stream edit ORDERS --subjects 'orders.>' -f");
        await run('edge', 'pub orders.eggs.large ten -J');
      },
    },
    {
      id: 'mapping',
      title: 'Order milk',
      checks: [{ says: 'The hub has stored orders.milk', check: atHub('orders.milk') }],
      solve: async (tools) => {
        await tools.apply('region', regionMended);
        await insist(() => tools.run('edge', 'pub orders.milk six -J'));
      },
    },
    {
      id: 'denied',
      title: 'Order bread',
      checks: [{ says: 'The hub has stored orders.bread', check: atHub('orders.bread') }],
      solve: async (tools) => {
        await tools.restart('edge', edgeAllowing);
        await insist(() => tools.run('edge', 'pub orders.bread two -J'));
      },
    },
    {
      id: 'account',
      title: 'Order fruit, from the scale',
      checks: [{ says: 'The hub has stored orders.fruit', check: atHub('orders.fruit') }],
      solve: async (tools) => {
        await tools.restart('edge', edgeMended);
        const line = 'pub orders.fruit pears -J --user scale --password sc4le';
        await insist(() => tools.run('edge', line));
      },
    },
  ],
};

export default exercise;
