import { verdict, type CheckTools } from '../../src/lab/checks/check.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import {
  copyOf,
  hasCaughtUp,
  listensOn,
  overlap,
  told,
  toldOfAll,
} from '../../src/lab/checks/streams.ts';
import { headerOf, storedMessage, subjectsOf } from '../../src/lab/monitoring/browse.ts';
import { streamsAt, streamAt } from '../../src/lab/monitoring/jsz.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../topologies/hub-and-spoke/topology.ts';

const leaves = ['east', 'west'];

/** The stream of each leaf. */
const readings = ({ host }: CheckTools) =>
  Promise.all(leaves.map((leaf) => streamAt(host, leaf, 'READINGS')));

/** The stream at the hub that copies those of both leaves. */
const aggregate = async ({ host }: CheckTools) =>
  (await streamsAt(host, 'hub')).find((stream) =>
    leaves.every((domain) => copyOf(stream, { stream: 'READINGS', domain })),
  );

/** How often each subject of a stream is stored, asked of the server that has it. */
const countsAt = async ({ connect }: CheckTools, server: string, stream: string) =>
  subjectsOf(await connect(server), stream, '>');

/** Whether somebody has published at each leaf since its subjects are its own. */
async function storedOnce(tools: CheckTools) {
  const wanted = 'each new reading once at its leaf and once at the hub';
  const [all, ...own] = [await aggregate(tools), ...(await readings(tools))];
  if (!all) return verdict(false, wanted, 'no stream at the hub that copies both');
  const atHub = await countsAt(tools, 'hub', all.name);
  const seen: string[] = [];
  let holds = true;
  for (const [i, leaf] of leaves.entries()) {
    const patterns = own[i]?.config?.subjects ?? [];
    const stored = own[i] ? await countsAt(tools, leaf, 'READINGS') : {};
    const mine = Object.entries(stored).filter(([subject]) =>
      patterns.some((pattern) => overlap(pattern, subject)),
    );
    holds &&= mine.length > 0 && mine.every(([subject, times]) => atHub[subject] === times);
    seen.push(
      ...(mine.length
        ? mine.map(([subject, n]) => `${subject}: ${n} at ${leaf}, ${atHub[subject] ?? 0} at hub`)
        : [`none at ${leaf}`]),
    );
  }
  return verdict(holds, wanted, seen.join('; '));
}

/** Whether the last reading of a subject of its own at the hub has a message id, for each leaf. */
async function identified(tools: CheckTools) {
  const wanted = 'a Nats-Msg-Id on the last reading of each leaf';
  const [all, ...own] = [await aggregate(tools), ...(await readings(tools))];
  if (!all) return verdict(false, wanted, 'no stream at the hub that copies both');
  const hub = await tools.connect('hub');
  const ids = await Promise.all(
    own.map(async (stream) => {
      const [subject = 'none'] = stream?.config?.subjects ?? [];
      const last = await storedMessage(hub, { stream: all.name }, { last_by_subj: subject });
      return last && headerOf(last, 'Nats-Msg-Id');
    }),
  );
  const seen = leaves.map((leaf, i) => `${leaf}: ${ids[i] || 'none'}`).join(', ');
  return verdict(ids.every(Boolean), wanted, seen);
}

/** Bring the streams of many leaves together at the hub, each message stored once there. */
const exercise: Exercise = {
  name: 'aggregate-leaves',
  topology: hubAndSpoke,
  begin: async (tools) => {
    const { run } = tools;
    const add = "stream add READINGS --subjects 'readings.>' --defaults";
    for (const leaf of leaves) await run(leaf, add);
    await run('hub', "stream add ALL --subjects 'readings.>' --defaults");
    for (const leaf of leaves) {
      await until(interest('readings.>', { server: 'hub', over: leaf }), tools);
      await until(interest('readings.>', { server: leaf, over: 'hub' }), tools);
    }
    await run('east', 'pub readings.hall 21.5 -H Nats-Msg-Id:hall-1 -J');
  },
  symptom: {
    says: 'Three streams hold the same readings',
    check: async (tools) => {
      const all = await streamAt(tools.host, 'hub', 'ALL');
      const held = [...(await readings(tools)), all];
      const messages = new Set(held.map((each) => each?.state.messages ?? 0));
      return verdict(
        held.every((each) => each && listensOn(each, 'readings.hall')) &&
          messages.size === 1 &&
          !messages.has(0),
        'as many messages in each of the three',
        held.map((each) => told(each, '')).join('; '),
      );
    },
  },
  steps: [
    {
      id: 'disjoint',
      title: 'Give each leaf subjects of its own',
      checks: [
        {
          says: 'READINGS at east and at west have subjects that no message can match both of',
          check: async (tools) => {
            const [east, west] = await readings(tools);
            const [ours, theirs] = [east?.config?.subjects ?? [], west?.config?.subjects ?? []];
            return verdict(
              ours.length > 0 &&
                theirs.length > 0 &&
                !ours.some((one) => theirs.some((other) => overlap(one, other))),
              'subjects that do not overlap',
              `${told(east, 'READINGS at east')}; ${told(west, 'READINGS at west')}`,
            );
          },
        },
      ],
      solve: async ({ run }) => {
        for (const leaf of leaves) {
          await run(leaf, `stream edit READINGS --subjects 'readings.${leaf}.>' -f`);
        }
      },
    },
    {
      id: 'source',
      title: 'Let the hub fetch instead of listen',
      checks: [
        {
          says: 'No stream at the hub listens on what a leaf’s stream listens on',
          check: async (tools) => {
            const subjects = (await readings(tools)).flatMap((one) => one?.config?.subjects ?? []);
            const listening = (await streamsAt(tools.host, 'hub')).filter((stream) =>
              subjects.some((subject) => listensOn(stream, subject)),
            );
            return verdict(
              listening.length === 0,
              'no such stream at the hub',
              listening.map((stream) => told(stream, '')).join('; '),
            );
          },
        },
        {
          says: 'One stream at the hub fetches READINGS from east and from west, and lags behind neither',
          check: async (tools) => {
            const all = await aggregate(tools);
            const copies = leaves.map(
              (domain) => all && copyOf(all, { stream: 'READINGS', domain }),
            );
            return verdict(
              copies.every((copy) => hasCaughtUp(copy || undefined)),
              'two sources that have been heard, lag 0',
              all ? told(all, '') : toldOfAll(await streamsAt(tools.host, 'hub'), 'hub'),
            );
          },
        },
        {
          says: 'The old readings, which both leaves had stored, are in it once each',
          check: async (tools) => {
            const all = await aggregate(tools);
            const [east] = await readings(tools);
            const own = east ? await countsAt(tools, 'east', east.name) : {};
            const times = all && (await countsAt(tools, 'hub', all.name))['readings.hall'];
            return verdict(
              times !== undefined && times === own['readings.hall'],
              `as many on readings.hall as at east, ${own['readings.hall'] ?? 0}`,
              `${times ?? 0}`,
            );
          },
        },
      ],
      solve: async ({ run }) => {
        await run('hub', 'stream rm ALL -f');
        await run(
          'hub',
          `stream add ALL --source '{"name":"READINGS","external":{"api":"$JS.east.API"}}' --source '{"name":"READINGS","external":{"api":"$JS.west.API"}}' --dupe-window 2m --defaults`,
        );
      },
    },
    {
      id: 'publish',
      title: 'Publish at both leaves, and read the acknowledgements',
      checks: [
        {
          says: 'Each leaf has new readings, and the hub has each of them as often as its leaf',
          check: storedOnce,
        },
        { says: 'They carry a message id', check: identified },
      ],
      solve: async ({ run }) => {
        for (const leaf of leaves) {
          const line = `pub readings.${leaf}.hall 21.7 -H Nats-Msg-Id:${leaf}-1 -J`;
          await run(leaf, line);
          await run(leaf, line);
        }
      },
    },
  ],
};

export default exercise;
