import { all, verdict, type Check, type CheckTools } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { messagesAt, stored } from '../../../src/lab/checks/stored.ts';
import { streamAt } from '../../../src/lab/monitoring/jsz.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';

const stream = 'JOBS';
const atHub = { server: 'hub', stream };

/** The consumers of a server's own JOBS. */
const consumersAt = async ({ host }: CheckTools, server: string) =>
  (await streamAt(host, server, stream))?.consumer_detail ?? [];

/** Whether acknowledgements carry their domain at a server. */
const flagged = ({ config }: CheckTools, server: string) =>
  /\bjs_ack_fc_v2["']?\s*[:=\s]\s*(true|on|yes)\b/.test(config(server));

/** No acknowledgement at one side can be taken for one at the other. */
const apart: Check = async (tools) => {
  const [hub, leaf] = [await consumersAt(tools, 'hub'), await consumersAt(tools, 'leaf')];
  const shared = hub
    .map(({ name }) => name)
    .filter((name) => leaf.some((one) => one.name === name));
  const named = hub.length > 0 && leaf.length > 0 && shared.length === 0;
  return verdict(
    named || (flagged(tools, 'hub') && flagged(tools, 'leaf')),
    'other consumer names at the hub than at the leaf, or the flag on both',
    shared.length > 0 ? `${shared.join(', ')} on both sides, and no flag on both` : 'no consumer',
  );
};

/** A worker at the hub holds a job, which is still in the queue. */
const heldAtHub: Check = async (tools) => {
  const out = (await consumersAt(tools, 'hub')).some(({ num_ack_pending }) => num_ack_pending > 0);
  return verdict(out, 'a job at the hub that waits for its acknowledgement', 'none');
};

/** Two work queues in two domains, whose streams and consumers have the same names. */
const exercise: Exercise = {
  name: 'counted-as-done',
  topology: twoDomains,
  begin: async (tools) => {
    const { run } = tools;
    for (const server of ['hub', 'leaf']) {
      const subjects = `--subjects '${server}.jobs.>'`;
      await run(server, `stream add JOBS ${subjects} --retention work --defaults`);
      await run(server, 'consumer add JOBS worker --pull --defaults');
      await run(server, `pub ${server}.jobs.new 'first job of the ${server}' -J`);
    }
    await run('hub', 'consumer next JOBS worker --no-ack');
    await run('leaf', 'consumer next JOBS worker');
    await until(stored(atHub, { state: { messages: 0 } }), tools);
  },
  symptom: {
    says: 'The hub has a job less, and its worker has not acknowledged any',
    check: stored(atHub, { state: { messages: 0, last_seq: 1 } }),
  },
  steps: [
    {
      id: 'mend',
      title: 'Let acknowledgements stay at home',
      checks: [{ says: 'No consumer of JOBS has the same name on both sides', check: apart }],
      solve: async ({ run }) => {
        await run('hub', 'consumer rm JOBS worker --force');
        await run('hub', 'consumer add JOBS hub_worker --pull --defaults');
      },
    },
    {
      id: 'again',
      title: 'Hold a job at the hub while the leaf does one',
      checks: [
        {
          says: 'The hub keeps a job that its worker holds',
          check: all(messagesAt(atHub, 1), heldAtHub),
        },
        {
          says: 'The leaf has done its third job',
          check: async ({ host }) => {
            const state = (await streamAt(host, 'leaf', stream))?.state;
            const [left, last] = [state?.messages ?? 0, state?.last_seq ?? 0];
            return verdict(
              left === 0 && last >= 3,
              'an empty queue at the leaf, after three jobs or more',
              `${left} left of ${last}`,
            );
          },
        },
      ],
      solve: async (tools) => {
        const { run } = tools;
        for (const server of ['hub', 'leaf']) {
          await run(server, `pub ${server}.jobs.new 'third job of the ${server}' -J`);
        }
        await run('hub', 'consumer next JOBS hub_worker --no-ack');
        await run('leaf', 'consumer next JOBS worker');
      },
    },
  ],
};

export default exercise;
