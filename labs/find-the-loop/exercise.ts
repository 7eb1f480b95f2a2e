import { verdict, type CheckTools } from '../../src/lab/checks/check.ts';
import { lastJoin } from '../../src/lab/checks/crossed.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import oneRemote from './edge.conf';
import ring from '../../topologies/ring/topology.ts';

const loop = /Loop detected for leafnode account/;
const diallers = ['region', 'edge'];

/** The links that a server's configuration dials, as its monitoring tells. */
async function dialled({ host }: CheckTools, from: string) {
  const { leaf } = await host.monitor(from, 'varz');
  return (leaf?.remotes ?? []).length;
}

/** The links of the lab that carry messages now. */
async function linksUp(tools: CheckTools) {
  const up = await Promise.all(ring.links.map((link) => linkUp(link)(tools)));
  return ring.links.filter((_, i) => up[i]!.type === 'pass');
}

/** When the links last changed, by the last server that joined. */
const since = ({ wire }: CheckTools) => {
  const events = wire();
  const last = Math.max(...ring.links.map(({ name }) => lastJoin(events, name)));
  return events.find(({ seq }) => seq === last)?.at ?? 0;
};

/** Find two ways to one server, and leave one. */
const exercise: Exercise = {
  name: 'find-the-loop',
  topology: ring,
  symptom: {
    says: 'Since the last server joined, one has logged “Loop detected for leafnode account”',
    check: async (tools) => {
      const from = since(tools);
      const lines = tools.log().filter(({ text, at }) => loop.test(text) && at >= from);
      return verdict(lines.length > 0, 'that line in a log', 'no such line yet');
    },
  },
  steps: [
    {
      id: 'break',
      title: 'Leave one way between the servers',
      checks: [
        {
          says: 'Region and edge dial two remotes in all, no more',
          check: async (tools) => {
            const counts = await Promise.all(diallers.map((from) => dialled(tools, from)));
            const total = counts.reduce((sum, each) => sum + each, 0);
            return verdict(
              total === 2,
              'two remotes',
              diallers.map((from, i) => `${from} dials ${counts[i]!}`).join(', '),
            );
          },
        },
        {
          says: 'Both of those are up',
          check: async (tools) => {
            const up = await linksUp(tools);
            return verdict(
              up.length === 2,
              'two links',
              up.map(({ name }) => name).join(', ') || 'none',
            );
          },
        },
        {
          says: 'No loop has been logged since the last server joined',
          check: async (tools) => {
            const from = since(tools);
            const late = tools.log().filter(({ text, at }) => loop.test(text) && at > from);
            return verdict(late.length === 0, 'no such line since', late[0]?.text ?? '');
          },
        },
      ],
      solve: async ({ restart, config }) => {
        await restart('edge', oneRemote);
        // It may be waiting out its 30 s as well, for a link that was never at fault.
        await restart('region', config('region'));
      },
    },
    {
      id: 'once',
      title: 'Prove that a message comes once',
      checks: [
        {
          says: 'The edge and the region know that somebody at the hub wants status.>',
          check: async (tools) => {
            const over = await Promise.all(
              ['region', 'hub'].map((peer) =>
                interest('status.>', { server: 'edge', over: peer })(tools),
              ),
            );
            const local = await interest('status.>', { server: 'hub' })(tools);
            const between = await interest('status.>', { server: 'region' })(tools);
            const lacking = [
              ...(local.type === 'pass' ? [] : ['no client of the hub subscribes']),
              ...(between.type === 'pass' ? [] : ['none at the region']),
              ...(over.some(({ type }) => type === 'pass') ? [] : ['none at the edge']),
            ];
            return verdict(
              lacking.length === 0,
              'interest in status.> at all three',
              lacking.join(', '),
            );
          },
        },
        {
          says: 'A message of the edge on status.edge has reached the hub, over one link alone',
          check: async (tools) => {
            const from = since(tools);
            const into = tools
              .wire()
              .filter(
                ({ op, subject, to, at }) =>
                  op === 'LMSG' && subject === 'status.edge' && to === 'hub' && at >= from,
              );
            const links = [...new Set(into.map(({ link }) => link))];
            const left = tools
              .wire()
              .some(
                ({ op, subject, from: sender, at }) =>
                  op === 'LMSG' && subject === 'status.edge' && sender === 'edge' && at >= from,
              );
            return verdict(
              left && links.length === 1,
              'a message from the edge, over one link into the hub',
              `${links.join(', ') || 'none'}${left ? '' : '; none has left the edge'}`,
            );
          },
        },
        {
          says: 'Two links are up',
          check: async (tools) => {
            const up = await linksUp(tools);
            return verdict(up.length === 2, 'two links', `${up.length}`);
          },
        },
      ],
      solve: async (tools) => {
        const client = await tools.connect('hub');
        client.subscribe('status.>', { callback: () => {} });
        await client.flush();
        const place = { server: 'edge', over: 'region' };
        await until(interest('status.>', place), tools);
        await tools.run('edge', 'pub status.edge well');
      },
    },
  ],
};

export default exercise;
