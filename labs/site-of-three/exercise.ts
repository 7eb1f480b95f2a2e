import { migrating } from '../../docs/guides/_clustered-site/migrating.ts';
import { verdict, type Check, type CheckTools } from '../../src/lab/checks/check.ts';
import { insist, until } from '../../src/lab/checks/eventually.ts';
import { subscriptionsOf } from '../../src/lab/checks/heard.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { linkDown, linkUp } from '../../src/lab/checks/links.ts';
import { replicated, toldOf, whole } from '../../src/lab/checks/replicas.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import { leafsOf } from '../../src/lab/monitoring/leafz.ts';
import clusteredSite from '../../topologies/clustered-site/topology.ts';

const members = ['site-1', 'site-2', 'site-3'];

/** ORDERS as the running members of the site tell of it, and which of them do not run. */
const orders = ({ host }: CheckTools) =>
  replicated(host, clusteredSite, { domain: 'site', stream: 'ORDERS' });

const current: Check = async (tools) => {
  const { stream } = await orders(tools);
  return verdict(whole(stream), 'a leader and two current replicas', toldOf(stream));
};

/** The members of the site that have a leaf connection to the hub. */
async function connected({ host }: CheckTools): Promise<string[]> {
  const up = members.map(async (name) => ((await leafsOf(host, 'hub', name)).length ? [name] : []));
  return (await Promise.all(up)).flat();
}

const publish = "pub orders.new 'oak table' -J --timeout 2s";

/** The number of orders that the reader is asked to have taken, at the least, at the end of each step. */
const taken = { once: 3, crash: 4, migrate: 5, alone: 6 };

/** Who leads ORDERS, as far as a member of the site knows. */
async function leader(tools: ExerciseTools): Promise<string> {
  let found: string | undefined;
  await insist(async () => {
    found = (await orders(tools)).stream?.leader;
    if (!found) throw new Error('no leader yet');
  });
  return found!;
}

/** Run a site of three servers; lose a server, one line, and all lines. */
const exercise: Exercise = {
  name: 'site-of-three',
  topology: clusteredSite,
  steps: [
    {
      id: 'once',
      title: 'Keep the orders on three servers, and hear each once at the hub',
      checks: [
        {
          says: 'ORDERS is in the domain site, with a leader and two replicas that are up to date',
          check: current,
        },
        {
          says: 'A subscriber at the hub has had each order once, though three connections lead there',
          check: async (tools) => {
            const listening = await subscriptionsOf(tools.host, {
              server: 'hub',
              subject: /^orders\.>$/,
            });
            const heard = Math.max(0, ...listening.map(({ msgs }) => msgs));
            const { stream } = await orders(tools);
            const stored = stream?.messages ?? 0;
            return verdict(
              heard >= taken.once && heard <= stored,
              `${taken.once} orders heard or more, and no more than are stored`,
              `heard ${heard}, stored ${stored}`,
            );
          },
        },
      ],
      solve: async (tools) => {
        const { run, connect } = tools;
        await insist(() =>
          run(
            'hub',
            "stream add ORDERS --subjects 'orders.>' --replicas 3 --defaults --js-domain site",
          ),
        );
        const office = await connect('hub');
        office.subscribe('orders.>', { callback: () => {} });
        await office.flush();
        await leader(tools);
        // The office's interest must have arrived, or an order would be stored and not heard.
        await until(interest('orders.>', { server: 'site-1', over: 'hub' }), tools);
        for (let i = 0; i < taken.once; i++) await run('site-1', publish);
      },
    },
    {
      id: 'crash',
      title: 'Lose one server of the site',
      checks: [
        {
          says: 'One member does not run, another one leads ORDERS, and has taken an order since',
          check: async (tools) => {
            const { stream, missing } = await orders(tools);
            const leads = stream?.leader !== undefined && !missing.includes(stream.leader);
            return verdict(
              missing.length === 1 && leads && stream.messages >= taken.crash,
              `one member down, another leading, ${taken.crash} orders`,
              `down: ${missing.join(', ') || 'none'}; ${toldOf(stream)}; ${stream?.messages ?? 0} orders`,
            );
          },
        },
      ],
      solve: async (tools) => {
        const gone = await leader(tools);
        await tools.host.crashServer(gone);
        const other = members.find((name) => name !== gone)!;
        await insist(() => tools.run(other, publish));
      },
    },
    {
      id: 'line',
      title: 'Cut the line of the server that leads',
      checks: [
        {
          says: 'The one that leads ORDERS has lost its line; the other two have theirs, and are up to date',
          check: async (tools) => {
            const [{ stream }, up] = await Promise.all([orders(tools), connected(tools)]);
            const led = stream?.leader;
            return verdict(
              whole(stream) && led !== undefined && up.length === 2 && !up.includes(led),
              'a leader without a line, two lines, and two current replicas',
              `connected: ${up.join(', ') || 'none'}; ${toldOf(stream)}`,
            );
          },
        },
        {
          says: 'The hub’s question about ORDERS arrives at the site and gets no answer',
          check: async ({ connect }) => {
            const hub = await connect('hub');
            const seen = await hub
              .request('$JS.site.API.STREAM.INFO.ORDERS', '', { timeout: 1000 })
              .then(
                () => 'an answer',
                (error: unknown) => (error as { code?: string }).code ?? String(error),
              );
            return verdict(seen === 'TIMEOUT', 'a timeout, not a refusal', seen);
          },
        },
      ],
      solve: async (tools) => {
        const { missing } = await orders(tools);
        for (const name of missing) await tools.restart(name, tools.config(name));
        // A copy that lags behind could not be elected later on.
        await until(current, tools);
        for (const name of members) await until(linkUp({ from: name, to: 'hub' }), tools);
        // The leader may change while its line is being cut.
        await insist(async () => {
          const led = await leader(tools);
          await tools.host.cutLink(`${led}-hub`, 'refused');
          await until(linkDown({ from: led, to: 'hub' }), tools);
          if ((await leader(tools)) === led) return;
          await tools.host.healLink(`${led}-hub`);
          throw new Error(`${led} no longer leads`);
        });
      },
    },
    {
      id: 'migrate',
      title: 'Have a member without a line hand over',
      checks: [
        {
          says: 'Two members have jetstream_cluster_migrate, and one has not',
          check: async ({ config }) => {
            const having = members.filter((name) =>
              /jetstream_cluster_migrate: *true/.test(config(name)),
            );
            return verdict(
              having.length === 2,
              'the key on two of the three',
              having.join(', ') || 'none',
            );
          },
        },
        {
          says: 'One of the two is cut off, and ORDERS is led by a member that has its line',
          check: async (tools) => {
            const [{ stream }, up] = await Promise.all([orders(tools), connected(tools)]);
            const led = stream?.leader;
            return verdict(
              whole(stream) && up.length === 2 && led !== undefined && up.includes(led),
              'two lines, a leader that has one, and two current replicas',
              `connected: ${up.join(', ') || 'none'}; ${toldOf(stream)}`,
            );
          },
        },
        {
          says: 'The hub has had an order stored at the site since',
          check: async (tools) => {
            const { stream } = await orders(tools);
            return verdict(
              (stream?.messages ?? 0) >= taken.migrate,
              `${taken.migrate} orders or more`,
              `${stream?.messages ?? 0}`,
            );
          },
        },
      ],
      solve: async (tools) => {
        const up = await connected(tools);
        const cut = members.find((name) => !up.includes(name))!;
        for (const name of [cut, up[0]!]) await tools.restart(name, migrating(tools.config(name)));
        await insist(() => tools.run('hub', publish));
      },
    },
    {
      id: 'alone',
      title: 'Cut all lines, and take orders',
      checks: [
        {
          says: 'No line of the site is up',
          check: async (tools) => {
            const up = await connected(tools);
            return verdict(up.length === 0, 'no line', up.join(', '));
          },
        },
        {
          says: 'The member without the key leads ORDERS, which has taken an order since',
          check: async (tools) => {
            const { stream } = await orders(tools);
            const led = stream?.leader;
            const stays = led !== undefined && !tools.config(led).includes('cluster_migrate');
            return verdict(
              stays && stream!.messages >= taken.alone,
              `a leader that does not hand over, and ${taken.alone} orders`,
              `${toldOf(stream)}; ${stream?.messages ?? 0} orders`,
            );
          },
        },
      ],
      solve: async (tools) => {
        for (const name of members) await tools.host.cutLink(`${name}-hub`, 'refused');
        for (const name of members) await until(linkDown({ from: name, to: 'hub' }), tools);
        // The member that is left to lead is elected once the others have stood down.
        await until(async (given) => {
          const led = (await orders(given)).stream?.leader;
          const stays = led !== undefined && !given.config(led).includes('cluster_migrate');
          return verdict(stays, 'a leader that does not hand over', led ?? 'none');
        }, tools);
        await insist(() => tools.run('site-1', publish));
      },
    },
  ],
};

export default exercise;
