import { verdict, type CheckTools } from '../../src/lab/checks/check.ts';
import { copyOf, told } from '../../src/lab/checks/streams.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import { storedMessage } from '../../src/lab/monitoring/browse.ts';
import { streamAt } from '../../src/lab/monitoring/jsz.ts';
import classSeat from '../../topologies/class-seat/topology.ts';
import { join, link, seatOf, streamOfHub } from '../class-step.ts';

const bucket = 'KV_CLASS';

/** The value of a key as the bucket in this tab has it. */
async function valueHere({ host, connect }: CheckTools, key: string) {
  if (!(await streamAt(host, link.from, bucket))) return undefined;
  const asked = { last_by_subj: `$KV.CLASS.${key}` };
  const message = await storedMessage(await connect(link.from), { stream: bucket }, asked);
  return message && new TextDecoder().decode(message.payload);
}

/** Have the bucket of the class in each tab: read here, and write at the hub. */
const exercise: Exercise = {
  name: 'class-bucket',
  topology: classSeat,
  elsewhere: 'class',
  steps: [
    join,
    {
      id: 'mirror',
      title: 'Mirror the bucket of the class',
      checks: [
        {
          says: 'This tab has the bucket CLASS, a mirror of CLASS in the domain class',
          check: async ({ host }) => {
            const stream = await streamAt(host, link.from, bucket);
            const copy = stream && copyOf(stream, { stream: bucket, domain: link.to });
            return verdict(
              copy?.by === 'mirror' && copy.heard !== undefined,
              `${bucket}, a mirror by $JS.class.API`,
              told(stream, bucket),
            );
          },
        },
        {
          says: 'The key lunch is in it',
          check: async (tools) => {
            const value = await valueHere(tools, 'lunch');
            return verdict(value !== undefined, 'a value of lunch', value ?? 'none');
          },
        },
      ],
      solve: async ({ run }) => {
        await run(link.from, 'kv add CLASS --mirror CLASS --mirror-domain class');
      },
    },
    {
      id: 'write',
      title: 'Write your own key, for all to read',
      checks: [
        {
          says: 'The key of this seat is in the bucket in this tab',
          check: async (tools) => {
            const value = await valueHere(tools, seatOf(tools));
            return verdict(value !== undefined, `a value of ${seatOf(tools)}`, value ?? 'none');
          },
        },
        {
          says: 'This tab has each revision of the hub',
          check: async (tools) => {
            const here = (await streamAt(tools.host, link.from, bucket))?.state.last_seq ?? 0;
            const there = (await streamOfHub(tools, bucket)).state.last_seq;
            return verdict(
              here === there && here > 0,
              'the same revision on both sides',
              `revision ${here} here, ${there} at the hub`,
            );
          },
        },
      ],
      solve: async (tools) => {
        await tools.run(link.from, `kv put CLASS ${seatOf(tools)} here`);
      },
    },
  ],
};

export default exercise;
