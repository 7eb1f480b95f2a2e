import { unanswered } from '../../src/lab/checks/answered.ts';
import { verdict, type CheckTools } from '../../src/lab/checks/check.ts';
import { crossed } from '../../src/lab/checks/crossed.ts';
import { copyOf, hasCaughtUp, listensOn, told } from '../../src/lab/checks/streams.ts';
import { storedMessage } from '../../src/lab/monitoring/browse.ts';
import { streamAt } from '../../src/lab/monitoring/jsz.ts';
import { linkDown, linkUp } from '../../src/lab/checks/links.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };
const bucket = 'KV_SHOP';
const origin = { stream: bucket, domain: 'hub' };

async function buckets({ host }: CheckTools) {
  const [hub, leaf] = await Promise.all([
    streamAt(host, 'hub', bucket),
    streamAt(host, 'leaf', bucket),
  ]);
  const [there, here] = [hub?.state.last_seq ?? 0, leaf?.state.last_seq ?? 0];
  const copying = leaf && copyOf(leaf, origin);
  const seen = `revision ${there} at the hub, ${here} at the leaf`;
  return { hub, leaf, there, here, copying, seen };
}

/** The value of a key as the bucket of that very server has it. */
async function valueAt({ host, connect }: CheckTools, server: string, key: string) {
  if (!(await streamAt(host, server, bucket))) return undefined;
  const asked = { last_by_subj: `$KV.SHOP.${key}` };
  const message = await storedMessage(await connect(server), { stream: bucket }, asked);
  return message && new TextDecoder().decode(message.payload);
}

/** Keep a hub's settings at the edge: read there, write through, and live through a cut. */
const exercise: Exercise = {
  name: 'kv-to-the-edge',
  topology: twoDomains,
  begin: async ({ run }) => {
    await run('hub', 'kv add SHOP --history 5');
    await run('hub', 'kv put SHOP opens 07:00');
    await run('hub', 'kv put SHOP price.oak 120');
  },
  steps: [
    {
      id: 'mirror',
      title: 'Mirror the bucket to the edge',
      checks: [
        {
          says: 'The leaf has the bucket SHOP, a mirror of SHOP in the domain hub',
          check: async (tools) => {
            const { leaf } = await buckets(tools);
            const copy = leaf && copyOf(leaf, origin);
            return verdict(
              copy?.by === 'mirror' && copy.heard !== undefined && !listensOn(leaf!, '$KV.>'),
              `${bucket} at the leaf, a mirror by $JS.hub.API`,
              told(leaf, `${bucket} at the leaf`),
            );
          },
        },
        {
          says: 'It has what the hub has',
          check: async (tools) => {
            const { here, there, seen } = await buckets(tools);
            return verdict(here === there && here > 0, 'the same revision on both sides', seen);
          },
        },
      ],
      solve: async ({ run }) => {
        await run('leaf', 'kv add SHOP --mirror SHOP --mirror-domain hub');
      },
    },
    {
      id: 'write',
      title: 'Write at the edge, and find who stored it',
      checks: [
        {
          says: 'A write of opens crossed, as $JS.hub.API.$KV.SHOP.opens, from the leaf',
          check: crossed({
            link: link.name,
            subject: '$JS.hub.API.$KV.SHOP.opens',
            from: 'leaf',
          }),
        },
        {
          says: 'Both buckets have the same value of opens, and it is not 07:00',
          check: async (tools) => {
            const [there, here] = [
              await valueAt(tools, 'hub', 'opens'),
              await valueAt(tools, 'leaf', 'opens'),
            ];
            return verdict(
              here !== undefined && here === there && here !== '07:00',
              'a new value of opens on both sides',
              `${there ?? 'none'} at the hub, ${here ?? 'none'} at the leaf`,
            );
          },
        },
      ],
      solve: async ({ run }) => {
        await run('leaf', 'kv put SHOP opens 07:30');
      },
    },
    {
      id: 'cut',
      title: 'Cut the line: read on, and be refused',
      checks: [
        { says: 'The link is cut', check: linkDown(link) },
        {
          says: 'At the leaf opens is still there to be read',
          check: async (tools) => {
            const value = await valueAt(tools, 'leaf', 'opens');
            return verdict(value !== undefined, 'a value of opens', value ?? 'none');
          },
        },
        {
          says: 'The API that a write goes to has no responders at the leaf',
          check: async (tools) => {
            // Asked only then: it would cross the link, each second.
            const cut = await linkDown(link)(tools);
            return cut.type === 'fail' ? cut : unanswered('leaf', '$JS.hub.API.INFO')(tools);
          },
        },
        {
          says: 'The hub has a newer revision, of which the leaf knows nothing',
          check: async (tools) => {
            const { here, there, seen } = await buckets(tools);
            return verdict(there > here && here > 0, 'a newer revision at the hub', seen);
          },
        },
      ],
      solve: async ({ host, run }) => {
        await host.cutLink(link.name, 'refused');
        await run('hub', 'kv put SHOP price.oak 135');
      },
    },
    {
      id: 'heal',
      title: 'Heal the line, and read the changes',
      after: 'cut',
      checks: [
        { says: 'The link is up', check: linkUp(link) },
        {
          says: 'The leaf has the hub’s revision, the fourth or a later one, with a lag of 0',
          check: async (tools) => {
            const { here, there, copying, seen } = await buckets(tools);
            return verdict(
              here === there && here >= 4 && hasCaughtUp(copying),
              'the same revision on both sides',
              seen,
            );
          },
        },
      ],
      solve: ({ host }) => host.healLink(link.name),
    },
  ],
};

export default exercise;
