import { verdict } from '../../src/lab/checks/check.ts';
import { crossed, didNotCross, lastJoin } from '../../src/lab/checks/crossed.ts';
import { eventually } from '../../src/lab/checks/eventually.ts';
import { interest, noInterest } from '../../src/lab/checks/interested.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { messagesAt, notStored, stored } from '../../src/lab/checks/stored.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import regionWithoutJetStream from '../../topologies/hub-spoke-spoke/region-without-jetstream.conf';
import hubSpokeSpoke from '../../topologies/hub-spoke-spoke/topology.ts';

const upper = { name: 'region-hub', from: 'region', to: 'hub' };
const lower = { name: 'edge-region', from: 'edge', to: 'region' };
const readings = { server: 'edge', stream: 'READINGS' };

/** A request to the edge's JetStream has gone down both links, the second as the first. */
const wentDown = ({ wire }: ExerciseTools, request: string, since = 0) => {
  const subject = `$JS.edge.API.${request}`;
  return [
    { link: upper.name, subject, from: 'hub', since },
    { link: lower.name, subject, from: 'region', since },
  ].map((crossing) => crossed(wire, crossing));
};

const all = async (checks: (() => ReturnType<ReturnType<typeof crossed>>)[]) => {
  const results = await Promise.all(checks.map((check) => check()));
  return results.find(({ type }) => type === 'fail') ?? ({ type: 'pass' } as const);
};

/** Interest climbs from tier to tier, and a domain is reached through a server that need not know it. */
const exercise: Exercise = {
  name: 'three-tiers',
  topology: hubSpokeSpoke,
  steps: [
    {
      id: 'interest',
      title: 'Ask for something on two tiers',
      checks: [
        {
          says: 'The edge knows, from the region, that alarms.> is wanted, and readings.> too',
          check: ({ host }) => {
            const at = { server: 'edge', over: 'region' };
            return all([interest(host, 'alarms.>', at), interest(host, 'readings.>', at)]);
          },
        },
        {
          says: 'The region knows, from the hub, of alarms.> and not of readings.>',
          check: ({ host }) => {
            const at = { server: 'region', over: 'hub' };
            return all([interest(host, 'alarms.>', at), noInterest(host, 'readings.>', at)]);
          },
        },
      ],
      solve: async ({ connect }) => {
        for (const [server, subject] of [
          ['hub', 'alarms.>'],
          ['region', 'readings.>'],
        ] as const) {
          const client = await connect(server);
          client.subscribe(subject, { callback: () => {} });
          await client.flush();
        }
      },
    },
    {
      id: 'climb',
      title: 'Send both from the edge',
      checks: [
        {
          says: 'alarms.hall crossed both links, upwards',
          check: ({ wire }) =>
            all(
              [lower, upper].map(({ name: link, from }) =>
                crossed(wire, { link, subject: 'alarms.hall', from }),
              ),
            ),
        },
        {
          says: 'readings.hall crossed the lower one, and not the upper',
          check: ({ wire }) => {
            const subject = 'readings.hall';
            return all([
              crossed(wire, { link: lower.name, subject, from: 'edge' }),
              didNotCross(wire, { link: upper.name, subject }),
            ]);
          },
        },
      ],
      solve: async ({ run }) => {
        await run('edge', "pub alarms.hall 'too hot'");
        await run('edge', 'pub readings.hall 21.5');
      },
    },
    {
      id: 'domain',
      title: 'Make a stream at the edge, from the cloud',
      checks: [
        {
          says: 'The edge stores READINGS, with the subjects readings.>',
          check: ({ host }) => stored(host, readings, { config: { subjects: ['readings.>'] } })(),
        },
        {
          says: 'Neither the hub nor the region does',
          check: ({ host }) =>
            all(['hub', 'region'].map((server) => notStored(host, { server, stream: 'READINGS' }))),
        },
        {
          says: 'The request came from the hub, and went through the region',
          check: (tools) => all(wentDown(tools, 'STREAM.CREATE.READINGS')),
        },
        {
          says: 'READINGS holds a reading',
          check: ({ host }) => messagesAt(host, readings, 1)(),
        },
      ],
      solve: async ({ run }) => {
        await run('hub', "stream add READINGS --subjects 'readings.>' --defaults --js-domain edge");
        await run('edge', 'pub readings.hall 21.6 -J');
      },
    },
    {
      id: 'without',
      title: 'Take JetStream away from the one in the middle',
      checks: [
        {
          says: 'The region runs without JetStream',
          check: async ({ host }) => {
            const { disabled = false } = (await host.monitor('region', 'jsz')) as {
              disabled?: boolean;
            };
            return verdict(disabled, 'no JetStream at region', 'JetStream at region');
          },
        },
        {
          says: 'Both links are up',
          check: ({ host }) => all([linkUp(host, upper), linkUp(host, lower)]),
        },
        {
          says: 'The hub has asked the edge for READINGS since, through the region',
          check: (tools) => {
            const since = lastJoin(tools.wire(), upper.name);
            return all(wentDown(tools, 'STREAM.INFO.READINGS', since));
          },
        },
      ],
      solve: async ({ host, restart, run }) => {
        await restart('region', regionWithoutJetStream);
        const api = '$JS.edge.API.STREAM.>';
        const known = interest(host, api, { server: 'hub', over: 'region' });
        const result = await eventually(known, { timeoutMs: 20_000 });
        if (result.type === 'fail') throw new Error(result.seen);
        await run('hub', 'stream info READINGS --js-domain edge');
      },
    },
  ],
};

export default exercise;
