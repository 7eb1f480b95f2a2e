import { setTimeout as wait } from 'node:timers/promises';
import type { RoomPage } from '../../src/class/records.ts';
import { classStreams, seatSubject, toldSubject } from '../../src/class/subjects.ts';
import { accountStore } from './keys.ts';
import { ApiProblem, apiCode, askJetStream } from '../../src/lab/monitoring/jetstream-api.ts';
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
const lastOfEach = { max_msgs_per_subject: 1, max_msg_size: 64 * 1024 };

const mebibyte = 1024 * 1024;

/** What is for the moment: it is passed on, in its order, and not kept. */
const passing = { storage: 'memory', max_msgs: 1, discard: 'old', duplicate_window: 100_000_000 };

/**
 * The streams of a class. Those of events keep the first message of each subject: an event is stored once. Each has a
 * room of its own, so that seats that store much leave room for what the registrar tells. Together, and on three nodes,
 * they are less than the account may have.
 */
const streams = [
  {
    name: classStreams.state,
    subjects: ['class.seat.*.state.*', 'class.seat.*.say.>'],
    ...lastOfEach,
    // What is new is refused, and what is there may change: a seat that fills the stream takes no one's state.
    discard: 'new',
    max_msg_size: 16 * 1024,
    max_bytes: 512 * mebibyte,
  },
  {
    name: classStreams.events,
    subjects: ['class.seat.*.event.*'],
    max_msgs_per_subject: 1,
    discard: 'new',
    discard_new_per_subject: true,
    max_msg_size: 4096,
    max_bytes: 512 * mebibyte,
  },
  {
    name: classStreams.push,
    // Not `bench`: what crosses between benches is for the moment.
    subjects: ['class.push.all.*', 'class.push.seat.*.*', 'class.push.seat.*.question.*'],
    ...lastOfEach,
    discard: 'old',
    max_bytes: 128 * mebibyte,
  },
  {
    name: classStreams.room,
    subjects: ['class.room.>'],
    ...lastOfEach,
    discard: 'old',
    max_bytes: 128 * mebibyte,
  },
  {
    name: 'CLASS_PASSING',
    subjects: ['class.seat.*.bench.>', 'class.push.all.bench.>', 'class.push.seat.*.bench.>'],
    ...passing,
    no_ack: true,
  },
  // A beat that asks for an answer has one at once: the hub keeps the way of an answer until there is one.
  { name: 'CLASS_BEATS', subjects: ['class.seat.*.beat'], ...passing, max_msg_size: 4096 },
];

/**
 * How many bytes of its disk a server has to have for a class: those of its streams, which a server sets aside; and those
 * that its two accounts may have, which a single server sets aside too.
 */
export const roomOfStreams = {
  streams: streams.reduce((sum, stream) => sum + ('max_bytes' in stream ? stream.max_bytes : 0), 0),
  accounts: 2 * accountStore.disk_storage,
  /** What those two may have in memory. */
  memory: 2 * accountStore.mem_storage,
};

/**
 * Makes the streams that are not there yet, and those of an earlier release as they are now.
 * @param replicas on how many servers each is
 */
export async function makeStreams(client: NatsConnection, replicas: number): Promise<void> {
  for (const stream of streams) {
    const body = { ...all, ...stream, num_replicas: replicas };
    try {
      await askJetStream(client, `STREAM.CREATE.${stream.name}`, { body });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code !== apiCode.nameInUse)
        throw new Error(`${stream.name}: ${error.message}`, { cause: error });
      await askJetStream(client, `STREAM.UPDATE.${stream.name}`, { body });
    }
  }
}

/** Removes all that a seat has stored of its own. */
export async function purgeSeat(client: NatsConnection, seat: string): Promise<void> {
  for (const stream of [classStreams.state, classStreams.events]) {
    const body = { filter: seatSubject(seat, '>') };
    await askJetStream(client, `STREAM.PURGE.${stream}`, { body });
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
