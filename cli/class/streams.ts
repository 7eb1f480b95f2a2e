import { setTimeout as wait } from 'node:timers/promises';
import type { RoomPage } from '../../src/class/records.ts';
import { classStreams, toldSubject } from '../../src/class/subjects.ts';
import { askJetStream } from '../../src/lab/monitoring/jetstream-api.ts';
import type { StreamDetail } from '../../src/lab/network/monitor-pages.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { RequestStrategy } from '../../src/nats/nats-client.ts';

/** How all streams of a class are; each publishes what it has taken to seats and trainers. */
const all = {
  storage: 'file',
  retention: 'limits',
  allow_direct: true,
  republish: { src: 'class.>', dest: toldSubject('class.>') },
};
const lastOfEach = { max_msgs_per_subject: 1, discard: 'old', max_msg_size: 64 * 1024 };

/** The streams of a class. Those of events keep the first message of each subject: an event is stored once. */
const streams = [
  {
    name: classStreams.state,
    subjects: ['class.seat.*.state.*', 'class.seat.*.say.>'],
    ...lastOfEach,
  },
  {
    name: classStreams.events,
    subjects: ['class.seat.*.event.*'],
    max_msgs_per_subject: 1,
    discard: 'new',
    discard_new_per_subject: true,
    max_msg_size: 4096,
  },
  {
    name: classStreams.push,
    // Not `bench`: what crosses between benches is for the moment.
    subjects: ['class.push.all.*', 'class.push.seat.*.*', 'class.push.seat.*.question.*'],
    ...lastOfEach,
  },
  { name: classStreams.room, subjects: ['class.room.>'], ...lastOfEach },
  // What is for the moment: it is passed on, in its order, and not kept.
  {
    name: 'CLASS_PASSING',
    subjects: [
      'class.seat.*.beat',
      'class.seat.*.bench.>',
      'class.push.all.bench.>',
      'class.push.seat.*.bench.>',
    ],
    storage: 'memory',
    max_msgs: 1,
    discard: 'old',
    no_ack: true,
    duplicate_window: 100_000_000,
  },
];

/** Makes the streams that are not there yet. @param replicas on how many servers each is */
export async function makeStreams(client: NatsConnection, replicas: number): Promise<void> {
  for (const stream of streams) {
    const config = JSON.stringify({ ...all, ...stream, num_replicas: replicas });
    const { data } = await client.request(`$JS.API.STREAM.CREATE.${stream.name}`, config);
    const { error } = JSON.parse(new TextDecoder().decode(data)) as {
      error?: { description: string };
    };
    if (error) throw new Error(`${stream.name}: ${error.description}`);
  }
}

/** How much a page may have, in messages and bytes of JSON: well below the megabyte that a message may have. */
const most = { messages: 256, bytes: 512 * 1024 };

/** How often a replica that is behind is asked again, and after how many milliseconds. */
const behind = { times: 20, ms: 50 };

/**
 * Reads what a stream keeps after a message of it, as much as fits one answer. Each replica of a stream may answer, and
 * one may not have the last message yet: the leader says which is the last.
 * @throws Error if the hub does not answer
 */
export async function pageOf(
  client: NatsConnection,
  stream: string,
  after: number,
): Promise<RoomPage> {
  const { cluster, state } = await askJetStream<StreamDetail>(client, `STREAM.INFO.${stream}`);
  for (let time = 1; ; time++) {
    const page = await pageOfOne(client, stream, after);
    const last = page.messages.at(-1)?.seq ?? after;
    const isWhole = page.next !== undefined || last >= state.last_seq;
    // A last message that was deleted does not come.
    if (isWhole || !cluster?.replicas?.length || time === behind.times) return page;
    await wait(behind.ms);
  }
}

async function pageOfOne(client: NatsConnection, stream: string, after: number): Promise<RoomPage> {
  const asked = { seq: after + 1, next_by_subj: '>', batch: most.messages, max_bytes: most.bytes };
  const answers = await client.requestMany(`$JS.API.DIRECT.GET.${stream}`, JSON.stringify(asked), {
    strategy: RequestStrategy.Count,
    maxMessages: most.messages + 1,
    maxWait: 5000,
    noMux: true,
  });
  const messages: RoomPage['messages'] = [];
  let bytes = 0;
  for await (const { headers, data } of answers) {
    // A stream numbers each of its messages, after the headers of their senders: the end of the page has no number.
    const seq = Number(headers?.last('Nats-Sequence'));
    if (!seq) {
      const more = Number(headers?.last('Nats-Num-Pending')) > 0;
      return { messages, ...(more && { next: messages.at(-1)?.seq ?? after }) };
    }
    const subject = headers!.last('Nats-Subject');
    const message = { seq, subject, data: new TextDecoder().decode(data) };
    // A byte may become six: a page is as long as what is sent of it.
    bytes += Buffer.byteLength(JSON.stringify(message));
    if (messages.length > 0 && bytes > most.bytes) return { messages, next: messages.at(-1)!.seq };
    messages.push(message);
  }
  throw new Error('The hub does not answer.');
}

/** All that a stream keeps, in its order. */
export async function allOf(client: NatsConnection, stream: string): Promise<RoomPage['messages']> {
  const all: RoomPage['messages'] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: RoomPage = await pageOf(client, stream, after);
    all.push(...page.messages);
    after = page.next;
  }
  return all;
}
