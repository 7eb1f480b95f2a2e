import { joiningClass } from '../src/class/seat-config.ts';
import { verdict, type CheckTools } from '../src/lab/checks/check.ts';
import { copyOf, hasCaughtUp, listensOn, told } from '../src/lab/checks/streams.ts';
import { credsFile } from '../src/lab/conf/hub-remote.ts';
import { serverNameOf } from '../src/lab/conf/server-settings.ts';
import type { ExerciseCheck, ExerciseStep, ExerciseTools } from '../src/lab/exercise/exercise.ts';
import { askJetStream } from '../src/lab/monitoring/jetstream-api.ts';
import { streamAt } from '../src/lab/monitoring/jsz.ts';
import { leafsOf } from '../src/lab/monitoring/leafz.ts';
import type { StreamDetail } from '../src/lab/network/monitor-pages.ts';

/** The link of a seat to the hub of the class. */
export const link = { name: 'tab-class', from: 'tab', to: 'class' };

/** The id of the seat, which is the name and the domain of its server. */
export const seatOf = ({ config }: Pick<CheckTools, 'config'>): string =>
  serverNameOf(config(link.from)) ?? link.from;

/** The first step of each class lab. A page does it with the credentials of its seat. */
export const join: ExerciseStep = {
  id: 'join',
  title: 'Join the class',
  checks: [
    {
      says: 'The server in this tab is a leaf of the hub of the class',
      check: async ({ host }) =>
        verdict((await leafsOf(host, link.from)).length > 0, 'a leaf connection', 'none'),
    },
    {
      says: 'JetStream of the hub answers in the domain class',
      check: async ({ connect, config }) => {
        const asked = { domain: link.to };
        const { domain } = await askJetStream<{ domain?: string }>(
          await connect(link.from),
          'INFO',
          asked,
        );
        // A hub that the class found there has another domain of its own, and answers by this one too.
        const isOfHub = domain !== undefined && domain !== seatOf({ config });
        return verdict(isOfHub, `the domain ${link.to}`, domain ?? 'no domain');
      },
    },
  ],
  solve: async (tools) => {
    const hub = await tools.hubElsewhere?.();
    if (!hub?.seat) throw new Error('A class lab needs a seat in a class.');
    const { id, creds } = hub.seat;
    await tools.host.setHub(link.to, hub.url);
    await tools.host.putFile(link.from, credsFile, creds);
    await tools.restart(link.from, joiningClass(tools.config(link.from), id, creds));
  },
};

/** A stream, with the messages on each subject if they were asked for. */
type HubStream = StreamDetail & { state: { subjects?: Record<string, number> } };

/** A stream of the hub as its API tells of it: a seat cannot see the monitoring of the hub. */
export async function streamOfHub(
  { connect }: CheckTools,
  stream: string,
  body: object = {},
): Promise<HubStream> {
  const asked = { domain: link.to, body };
  return askJetStream<HubStream>(await connect(link.from), `STREAM.INFO.${stream}`, asked);
}

/** The seat has a stream READINGS on subjects of its own, with at least `least` readings. */
export const keepsReadings = (least: number): ExerciseCheck => ({
  says: `The stream READINGS of this tab has ${least} readings on subjects of this seat`,
  check: async (tools) => {
    const own = `readings.${seatOf(tools)}.>`;
    const stream = await streamAt(tools.host, link.from, 'READINGS');
    const fits = stream && listensOn(stream, own) && stream.config?.subjects?.length === 1;
    return verdict(
      fits === true && stream.state.messages >= least && stream.config?.subjects?.[0] === own,
      `READINGS on ${own} with ${least} messages or more`,
      told(stream, 'READINGS'),
    );
  },
});

export async function keepReadings(tools: ExerciseTools, count: number): Promise<void> {
  await tools.run(
    link.from,
    `stream add READINGS --subjects 'readings.${seatOf(tools)}.>' --defaults`,
  );
  await publishReadings(tools, count);
}

export async function publishReadings(tools: ExerciseTools, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await tools.run(link.from, `pub readings.${seatOf(tools)}.hall ${20 + i} -J`);
  }
}

/** The stream ALL of the hub has each reading of this seat, and there are at least `least`. */
export const hubHasReadings = (least: number): ExerciseCheck => ({
  says: 'The stream ALL of the hub has each reading of this seat',
  check: async (tools) => {
    const seat = seatOf(tools);
    const own = (await streamAt(tools.host, link.from, 'READINGS'))?.state.messages ?? 0;
    const all = await streamOfHub(tools, 'ALL', { subjects_filter: `readings.${seat}.>` });
    const copy = copyOf(all, { stream: 'READINGS', domain: seat });
    const there = Object.values(all.state.subjects ?? {}).reduce((sum, n) => sum + n, 0);
    return verdict(
      hasCaughtUp(copy) && there === own && own >= least,
      `${least} or more here, and as many of them in ALL`,
      copy ? `${own} here, ${there} in ALL` : `ALL has no source $JS.${seat}.API`,
    );
  },
});

/** The lines by which the trainer makes the stream of the whole class. */
export const aggregate = (seats: readonly string[]): string[] => [
  `stream add ALL ${seats
    .map((seat) => `--source '{"name":"READINGS","external":{"api":"$JS.${seat}.API"}}'`)
    .join(' ')} --defaults`,
];
