import startHost from '../../docs/labs/_lattice-of-three/start-host.ts';
import twin from '../../docs/labs/_lattice-of-three/twin.conf';
import { all, verdict, type Check, type CheckTools } from '../../src/lab/checks/check.ts';
import { didNotCrossOnceServed } from '../../src/lab/checks/crossed.ts';
import { insist, until } from '../../src/lab/checks/eventually.ts';
import { given } from '../../src/lab/checks/members.ts';
import { replicated, toldOf, whole } from '../../src/lab/checks/replicas.ts';
import { stored } from '../../src/lab/checks/stored.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import latticeOfThree from '../../topologies/lattice-of-three/topology.ts';

const buckets = ['KV_LATTICEDATA_default', 'KV_CONFIGDATA_default'];
const domain = 'wasmcloud';

/** The call of a component `stock`: a request to a queue group, as a host of wasmCloud v1 listens for it. */
const call = {
  subject: 'default.stock.wrpc.0.0.1.example:stock/count@0.1.0.now',
  queue: 'default.stock',
};
const times = 20;

const bucketOf = ({ host }: CheckTools, stream: string) =>
  replicated(host, latticeOfThree, { domain, stream });

/** Gives the client of a lab to the page's own code and to the stand-in for a host, which use more of it. */
const pageTools = ({ connect, host }: ExerciseTools): Parameters<typeof startHost>[0] => ({
  connect: connect as Parameters<typeof startHost>[0]['connect'],
  monitor: host.monitor,
});

/** The number of configurations that the domain of the lattice tells of, where one asks at a server. */
async function configurations(
  { connect }: CheckTools,
  server: string,
): Promise<number | undefined> {
  const client = await connect(server);
  const { data } = await client.request(`$JS.${domain}.API.STREAM.INFO.KV_CONFIGDATA_default`, '', {
    timeout: 2000,
  });
  const { state } = JSON.parse(new TextDecoder().decode(data)) as { state?: { messages: number } };
  return state?.messages;
}

const replicas: Check = async (tools) => {
  const streams = await Promise.all(buckets.map((name) => bucketOf(tools, name)));
  return verdict(
    streams.every(({ stream }) => whole(stream)),
    'a leader and two current replicas of each',
    streams.map(({ stream }, i) => `${buckets[i]}: ${toldOf(stream)}`).join('; '),
  );
};

const put = (key: string) =>
  `nats kv put CONFIGDATA_default ${key} '{"on":true}' --js-domain ${domain}`;

/** A lattice whose memory is on three servers: lose one of them, and see a leaf that bears the domain too. */
const exercise: Exercise = {
  name: 'lattice-of-three',
  topology: latticeOfThree,
  begin: async (tools) => {
    const { startDemoHost } = await import('../../src/lattice/demo-host.ts');
    // A cluster that has just started has no leader yet, and a host would end.
    await insist(async () => {
      const host = await startDemoHost(await pageTools(tools).connect('host-1'), {
        name: 'demo at host-1',
        lattice: 'default',
        domain,
        components: [{ id: 'shop', image: 'ghcr.io/example/shop:1.0.0' }],
      });
      await host.stop();
    });
    await insist(() => tools.run('host-1', put('shop')));
  },
  steps: [
    {
      id: 'replicas',
      title: 'Keep both buckets on three servers',
      checks: [
        {
          says: 'Both buckets of the lattice have a leader and two replicas that are up to date',
          check: replicas,
        },
      ],
      solve: async (tools) => {
        for (const name of buckets) {
          await insist(() =>
            tools.run(
              'host-1',
              `nats stream edit ${name} --replicas 3 --force --js-domain ${domain}`,
            ),
          );
        }
        await until(replicas, tools);
      },
    },
    {
      id: 'crash',
      title: 'Lose a server of the hub',
      checks: [
        {
          says: 'A member of the hub does not run, another leads the configurations, and one was put since',
          check: async (tools) => {
            const { stream, missing } = await bucketOf(tools, 'KV_CONFIGDATA_default');
            const leads = stream?.leader !== undefined && !missing.includes(stream.leader);
            return verdict(
              missing.length === 1 && leads && stream.messages > 1,
              'one member down, another leading, two configurations',
              `down: ${missing.join(', ') || 'none'}; ${toldOf(stream)}; ${stream?.messages ?? 0}`,
            );
          },
        },
      ],
      solve: async (tools) => {
        const { stream } = await bucketOf(tools, 'KV_CONFIGDATA_default');
        await tools.host.crashServer(stream?.leader ?? 'hub-1');
        await insist(() => tools.run('host-2', put('till')));
      },
    },
    {
      id: 'invoke',
      title: 'Call a component that runs beside both hosts',
      checks: [
        {
          says: `The component beside host-1 was called ${times} times or more`,
          check: given({ server: 'host-1', ...call }, times),
        },
        {
          says: 'Not one call crossed a link',
          check: all(
            ...latticeOfThree.links
              .filter(({ kind }) => kind === 'leaf')
              .map(({ name }) =>
                didNotCrossOnceServed({ link: name, subject: call.subject }, 'host-1'),
              ),
          ),
        },
      ],
      solve: async ({ connect }) => {
        for (const server of ['host-1', 'host-2']) {
          const host = await connect(server);
          host.subscribe(call.subject, {
            queue: call.queue,
            callback: (_, message) => message.respond(new TextEncoder().encode(`at ${server}`)),
          });
          await host.flush();
        }
        const caller = await connect('host-1');
        for (let i = 0; i < times; i++) await caller.request(call.subject, '', { timeout: 10_000 });
      },
    },
    {
      id: 'twin',
      title: 'Give a leaf the lattice’s domain, and see its host forget',
      checks: [
        {
          says: 'A host beside host-2 has made buckets of its own there, in the same domain',
          check: all(...buckets.map((stream) => stored({ server: 'host-2', stream }))),
        },
        {
          says: 'Asked at host-1 the domain has the configurations; asked at host-2 it has none',
          check: async (tools) => {
            const [one, two] = await Promise.all([
              configurations(tools, 'host-1'),
              configurations(tools, 'host-2'),
            ]);
            return verdict(
              (one ?? 0) > 0 && two === 0,
              'some at host-1, none at host-2',
              `${one ?? 'no bucket'} at host-1, ${two ?? 'no bucket'} at host-2`,
            );
          },
        },
      ],
      solve: async (tools) => {
        await tools.restart('host-2', twin);
        await insist(() => startHost(pageTools(tools)));
      },
    },
    {
      id: 'mend',
      title: 'Leave the domain to the hub',
      after: 'twin',
      checks: [
        {
          says: 'host-2 runs without JetStream',
          check: async ({ host }) => {
            const { jetstream } = await host.monitor('host-2', 'varz');
            return verdict(!jetstream?.config, 'no JetStream at host-2', 'JetStream at host-2');
          },
        },
        {
          says: 'Asked at host-2 the domain has the configurations again',
          check: async (tools) => {
            const found = await configurations(tools, 'host-2');
            return verdict((found ?? 0) > 0, 'one or more', `${found ?? 'no bucket'}`);
          },
        },
      ],
      solve: async (tools) => {
        const without = latticeOfThree.servers.find(({ name }) => name === 'host-2')!.config;
        await tools.restart('host-2', without);
      },
    },
  ],
};

export default exercise;
