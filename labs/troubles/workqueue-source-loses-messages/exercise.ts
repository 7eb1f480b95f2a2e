import { verdict, type CheckTools } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { linkDown, linkUp } from '../../../src/lab/checks/links.ts';
import { messagesAt, messagesIn } from '../../../src/lab/checks/stored.ts';
import { streamAt } from '../../../src/lab/monitoring/jsz.ts';
import type { Exercise, ExerciseTools } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const link = { from: 'leaf', to: 'hub' };
const jobs = { server: 'leaf', stream: 'JOBS' };
const copy = { server: 'hub', stream: 'ALL_JOBS' };

/** How many jobs were published, and how many of them the hub has. */
async function counts({ host }: CheckTools) {
  const origin = await streamAt(host, jobs.server, jobs.stream);
  const arrived = await messagesIn(host, copy);
  return { published: origin?.state.last_seq ?? 0, arrived: arrived ?? 0 };
}

/** Publishes with the link down, then mends it. */
async function withoutLink(tools: ExerciseTools, times: number) {
  const { host, run } = tools;
  await host.cutLink('leaf-hub', 'refused');
  await until(linkDown(link), tools);
  await run('leaf', `pub jobs.new 'job {{Count}}' --count ${times} -J`);
  await host.healLink('leaf-hub');
  await until(linkUp(link), tools);
}

/** A work queue too small for an evening without its hub. */
const exercise: Exercise = {
  name: 'workqueue-source-loses-messages',
  topology: twoDomains,
  begin: async (tools) => {
    const { run } = tools;
    const line =
      "stream add JOBS --subjects 'jobs.>' --retention work --max-msgs 5 --discard old --defaults";
    await run('leaf', line);
    await run(
      'hub',
      `stream add ALL_JOBS --source '{"name":"JOBS","external":{"api":"$JS.leaf.API"}}' --defaults`,
    );
    await run('leaf', "pub jobs.new 'job 0' -J");
    await until(messagesAt(copy, 1), tools);
    await withoutLink(tools, 8);
    await until(messagesAt(copy, 6), tools);
  },
  symptom: {
    says: 'Jobs were published and acknowledged at the leaf, and the hub never got them',
    check: async (tools) => {
      const { published, arrived } = await counts(tools);
      return verdict(
        arrived > 0 && published > arrived,
        'fewer jobs at the hub than were published',
        `${published} published, ${arrived} at the hub`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Make room, and refuse jobs that do not fit',
      checks: [
        {
          says: 'JOBS refuses new messages when it is full, and holds a hundred or more',
          check: async ({ host }) => {
            const config = (await streamAt(host, jobs.server, jobs.stream))?.config;
            const { discard, max_msgs: most = 0 } = config ?? {};
            return verdict(
              discard === 'new' && (most >= 100 || most < 0),
              'JOBS with discard new, and room for 100 messages or more',
              config
                ? `discard ${discard ?? 'old'}, at most ${most < 0 ? 'any number of' : most} messages`
                : 'no stream JOBS at leaf',
            );
          },
        },
      ],
      solve: async ({ run }) => {
        await run('leaf', 'stream edit JOBS --discard new --max-msgs 100 --force');
      },
    },
    {
      id: 'again',
      title: 'Repeat it without the hub',
      checks: [
        {
          says: 'Eight or more jobs have come since, and no more than the three of before are missing',
          check: async (tools) => {
            const { published, arrived } = await counts(tools);
            return verdict(
              published >= 17 && published - arrived === 3,
              '17 published or more, three of them missing',
              `${published} published, ${arrived} at the hub`,
            );
          },
        },
      ],
      solve: (tools) => withoutLink(tools, 8),
    },
  ],
};

export default exercise;
