import { all, verdict } from '../../src/lab/checks/check.ts';
import { crossed, didNotCross, lastJoin } from '../../src/lab/checks/crossed.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import { interest, noInterest } from '../../src/lab/checks/interested.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { jszOf } from '../../src/lab/monitoring/jsz.ts';
import { messagesAt, notStored, stored } from '../../src/lab/checks/stored.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import regionWithoutJetStream from '../../topologies/hub-spoke-spoke/region-without-jetstream.conf';
import hubSpokeSpoke from '../../topologies/hub-spoke-spoke/topology.ts';

const upper = { name: 'region-hub', from: 'region', to: 'hub' };
const lower = { name: 'edge-region', from: 'edge', to: 'region' };
const readings = { server: 'edge', stream: 'READINGS' };

/** A request to the edge's JetStream has gone down both links, the second as the first. */
const wentDown = (request: string, since = 0) => {
  const subject = `$JS.edge.API.${request}`;
  return all(
    crossed({ link: upper.name, subject, from: 'hub', since }),
    crossed({ link: lower.name, subject, from: 'region', since }),
  );
};

/** Interest climbs from tier to tier, and a domain is reached through a server that need not know it. */
const exercise: Exercise = {
  name: 'three-tiers',
  topology: hubSpokeSpoke,
  steps: [
    {
      id: 'interest',
      title: 'Subscribe on two tiers',
      checks: [
        {
          says: 'The edge knows, from the region, that alarms.> is wanted, and readings.> too',
          check: all(
            interest('alarms.>', { server: 'edge', over: 'region' }),
            interest('readings.>', { server: 'edge', over: 'region' }),
          ),
        },
        {
          says: 'The region knows, from the hub, of alarms.> and not of readings.>',
          check: all(
            interest('alarms.>', { server: 'region', over: 'hub' }),
            noInterest('readings.>', { server: 'region', over: 'hub' }),
          ),
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
          check: all(
            ...[lower, upper].map(({ name: link, from }) =>
              crossed({ link, subject: 'alarms.hall', from }),
            ),
          ),
        },
        {
          says: 'readings.hall crossed the lower one, and not the upper',
          check: all(
            crossed({ link: lower.name, subject: 'readings.hall', from: 'edge' }),
            didNotCross({ link: upper.name, subject: 'readings.hall' }),
          ),
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
          check: stored(readings, { config: { subjects: ['readings.>'] } }),
        },
        {
          says: 'Neither the hub nor the region does',
          check: all(
            ...['hub', 'region'].map((server) => notStored({ server, stream: 'READINGS' })),
          ),
        },
        {
          says: 'The request came from the hub, and went through the region',
          check: wentDown('STREAM.CREATE.READINGS'),
        },
        {
          says: 'READINGS holds a reading',
          check: messagesAt(readings, 1),
        },
      ],
      solve: async ({ run }) => {
        await run('hub', "stream add READINGS --subjects 'readings.>' --defaults --js-domain edge");
        await run('edge', 'pub readings.hall 21.6 -J');
      },
    },
    {
      id: 'without',
      title: 'Take JetStream away from the region',
      checks: [
        {
          says: 'The region runs without JetStream',
          check: async ({ host }) => {
            const { disabled = false } = await jszOf(host, 'region');
            return verdict(disabled, 'no JetStream at region', 'JetStream at region');
          },
        },
        {
          says: 'Both links are up',
          check: all(linkUp(upper), linkUp(lower)),
        },
        {
          says: 'The hub has asked the edge for READINGS since, through the region',
          check: (tools) => {
            const since = lastJoin(tools.wire(), upper.name);
            return wentDown('STREAM.INFO.READINGS', since)(tools);
          },
        },
      ],
      solve: async (tools) => {
        const { restart, run } = tools;
        await restart('region', regionWithoutJetStream);
        const api = '$JS.edge.API.STREAM.>';
        await until(interest(api, { server: 'hub', over: 'region' }), tools);
        await run('hub', 'stream info READINGS --js-domain edge');
      },
    },
  ],
};

export default exercise;
