import * as v from 'valibot';
import { emptyRoom, takeIn, type Room, type RoomMessage } from '../../class/room.ts';
import { read, roomPageSchema, type RoomPage } from '../../class/records.ts';
import { classStreams, roomSubject, seatSubject, trainerSubject } from '../../class/subjects.ts';
import type { NatsConnection } from '../../nats/connect.ts';

/** Calls back once, soon: a page gives `requestAnimationFrame`. */
export type Soon = (call: () => void) => unknown;

/** What a trainer hears of a class: what its streams have taken, and beats. */
const heard = [
  ...['beat', 'state.*', 'say.>', 'event.*'].map((rest) => seatSubject('*', rest)),
  'class.push.all.*',
  'class.push.seat.*.*',
  'class.push.seat.*.question.*',
  roomSubject('>'),
];

const answerSchema = v.object({ done: roomPageSchema });

/** How many messages are taken in at once: a class that is read from its beginning has thousands. */
const atOnce = 250;

/** How long before a page is asked for again that did not come, in milliseconds. */
const pause = 500;

/**
 * Reads a class, from the first message that its streams keep, and hears what comes. Each message is taken once and in
 * the order of its stream, also over a hub that goes away: whatever was missed is read when the hub is back. Messages
 * are taken in together, once a frame, so that a full class costs a page no more than a quiet one.
 * @param trainer the id of the trainer whose connection this is
 * @param show is given the room after each change
 * @param soon says when those that have come are taken in
 * @returns what ends the reading
 */
export function readRoom(
  hub: NatsConnection,
  trainer: string,
  show: (room: Room) => void,
  soon: Soon,
): () => void {
  let room = emptyRoom;
  let waiting: RoomMessage[] = [];
  const takeWaiting = () => {
    const messages = waiting.slice(0, atOnce);
    waiting = waiting.slice(atOnce);
    if (waiting.length > 0) soon(takeWaiting);
    room = takeIn(room, messages, Date.now());
    show(room);
  };
  const take = (message: RoomMessage) => {
    if (waiting.push(message) === 1) soon(takeWaiting);
  };

  const kinds = Object.keys(classStreams) as (keyof typeof classStreams)[];
  const readers = new Map<string, StreamReader>(
    kinds.map((stream) => {
      const ask = (after: number) => pageOf(hub, trainer, stream, after);
      return [classStreams[stream], new StreamReader(ask, take, () => hub.isClosed())];
    }),
  );
  const readOn = () => Promise.all([...readers.values()].map((reader) => reader.readOn(true)));
  const subscriptions = heard.map((subject) =>
    hub.subscribe(subject, {
      callback: (error, { subject, data, headers }) => {
        if (error) return;
        // A sender may have written such headers too, before those of the stream.
        const reader = readers.get(headers?.last('Nats-Stream') ?? '');
        if (reader) reader.hear(Number(headers?.last('Nats-Sequence')), { subject, data });
        else take({ subject, data });
        // A node that is lost may have stored a message and not told it.
        if (subject === roomSubject('hub')) void readOn();
      },
    }),
  );
  const watch = async () => {
    for await (const { type } of hub.status()) if ((type as string) === 'reconnect') void readOn();
  };
  void watch();
  void readOn();
  return () => {
    for (const reader of readers.values()) reader.end();
    if (hub.isClosed()) return;
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

async function pageOf(
  hub: NatsConnection,
  trainer: string,
  stream: keyof typeof classStreams,
  after: number,
): Promise<RoomPage> {
  const asked = JSON.stringify({ stream, after });
  const { data } = await hub.request(trainerSubject(trainer, 'read'), asked, { timeout: 10_000 });
  const answer = read(answerSchema, data);
  if (!answer) throw new Error('The class has sent no page of its stream.');
  return answer.done;
}

/** Takes the messages of a stream by their numbers: pages of what was, then each as it is heard. */
class StreamReader {
  readonly #ask: (after: number) => Promise<RoomPage>;
  readonly #take: (message: RoomMessage) => void;
  readonly #isClosed: () => boolean;
  /** The number of the last message taken, and the highest that was heard. */
  #last = 0;
  #heard = 0;
  #reading: Promise<void> | undefined;
  #turn = 0;
  #ended = false;

  constructor(
    ask: (after: number) => Promise<RoomPage>,
    take: (message: RoomMessage) => void,
    isClosed: () => boolean,
  ) {
    this.#ask = ask;
    this.#take = take;
    this.#isClosed = isClosed;
  }

  hear(seq: number, message: RoomMessage): void {
    this.#heard = Math.max(this.#heard, seq);
    if (seq === this.#last + 1) {
      this.#last = seq;
      this.#take(message);
    } else if (seq > this.#last) void this.readOn();
  }

  /** Reads what is missing. `again`: an answer that is awaited does not come any more. */
  readOn(again = false): Promise<void> {
    if (this.#reading && !again) return this.#reading;
    const turn = ++this.#turn;
    const reading = this.#read(
      () => this.#ended || turn !== this.#turn || this.#isClosed(),
    ).finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    this.#reading = reading;
    return reading;
  }

  async #read(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const heard = this.#heard;
      const page = await this.#ask(this.#last).catch(() => undefined);
      if (isOver()) return;
      if (!page) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        continue;
      }
      for (const { seq, ...message } of page.messages) {
        if (seq <= this.#last) continue;
        this.#last = seq;
        this.#take(message);
      }
      // What was heard and is not there any more has been deleted.
      if (page.messages.length === 0) this.#last = Math.max(this.#last, heard);
      if (page.next === undefined && this.#heard <= this.#last) return;
    }
  }

  end(): void {
    this.#ended = true;
  }
}
