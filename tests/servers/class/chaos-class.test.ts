import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest';
import { askToJoin } from '../../../src/class/join.ts';
import { recorded } from '../../../src/class/lab-record.ts';
import { credsOf, hubAddress } from '../../../src/class/logins.ts';
import { Outbox, type Send } from '../../../src/class/outbox.ts';
import { labStateSchema, read, type LabState } from '../../../src/class/records.ts';
import { classStreams, inboxOf } from '../../../src/class/subjects.ts';
import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';
import { headers } from '../../../src/nats/nats-client.ts';
import { patience } from '../../support/pass.ts';
import { startClass, type ClassAtWork } from '../../support/running-class.ts';
import { wireTo } from '../../support/wire.ts';
import { chosenSeed, mulberry32, type Random } from '../hosts/chaos-random.ts';

const seed = chosenSeed();

/** How many faults: `LEAFWISE_FAULTS`, which `npm run chaos` sets. */
const faults = Number(process.env['LEAFWISE_FAULTS'] ?? 30);

const often = { timeout: patience, interval: 5 };

/** How many checks each attendee passes before the next fault, of which some are told before it and some after. */
const each = 4;

/** How many attendees work meanwhile. */
const attendees = 5;

let held: ClassAtWork;
const open: (() => unknown)[] = [];

beforeAll(async () => {
  held = await startClass();
});

afterAll(async () => {
  for (const close of open.reverse()) await close();
  await held.close();
});

/** Dials again where a busy machine lets a connection time out, as a page does. */
const dialled = (dial: () => Promise<NatsConnection>) => vi.waitFor(dial, { timeout: 60_000 });

/** An attendee that passes one check after another, as many as it is told to. */
async function attend(name: string) {
  const wire = await wireTo(held.running.folder.state.port!);
  open.push(wire.close);
  const page = `http://127.0.0.1:${wire.port}/class`;
  const { doorway } = held;
  const hub = () => ({ type: 'url' as const, url: hubAddress(doorway.client, page) });
  const lobby = await dialled(() => connectTo(hub, 'lobby', { creds: doorway.lobby }));
  const member = await askToJoin(lobby, {
    as: 'seat',
    key: held.running.folder.state.door.secret,
    name,
  });
  await lobby.close();
  if ('refused' in member) throw new Error(member.words);
  const { id, seed: userSeed } = member;
  const creds = credsOf(member.page, userSeed);
  const client = await dialled(() => connectTo(hub, id, { creds }, inboxOf(id)));
  open.push(() => client.close());
  const outbox = await Outbox.open(id, id);
  let acknowledged = 0;
  const send: Send = async (subject, data, messageId) => {
    const marked = headers();
    marked.set('Nats-Msg-Id', messageId);
    const answer = await client.request(subject, data, { timeout: 500, headers: marked });
    acknowledged += 1;
    return new TextDecoder().decode(answer.data);
  };
  let told = 0;
  let tell = 0;
  const work = async () => {
    while (told < tell) {
      told += 1;
      const at = told;
      const news = { lab: 'a', what: 'hint', step: 's' } as const;
      await outbox.tell<LabState>('state.a', (was) => recorded(was, news, at));
      await outbox.send(send).catch(() => {});
    }
    // As the page does, with each sign of life.
    while ((await outbox.waiting()) > 0) await outbox.send(send).catch(() => {});
  };
  let working = Promise.resolve();
  return {
    id,
    cut: wire.cut,
    acknowledged: () => acknowledged,
    more(count: number) {
      tell += count;
      working = working.then(work);
    },
    /** Answers how many events it has told, once the hub has all of them. */
    async rest() {
      await working;
      return told;
    },
  };
}

type Attendee = Awaited<ReturnType<typeof attend>>;

/** Breaks the class: the hub is killed, or some lose their network, or both. */
function breakSomething(seats: Attendee[], random: Random): string {
  const kill = random() < 0.2;
  const cut = seats.filter(() => random() < 0.4);
  if (!kill && cut.length === 0) cut.push(seats[0]!);
  if (kill) process.kill(held.running.hub.pid()!, 'SIGKILL');
  for (const seat of cut) seat.cut();
  return `${kill ? 'killed ' : ''}${cut.map(({ id }) => id).join(' ')}`;
}

/** The subjects and the bodies of all that a stream holds. */
async function contents(client: NatsConnection, stream: string) {
  const { streams } = await client.jetstreamManager({ checkAPI: false });
  const left = (await streams.info(stream)).state.messages;
  const found: { subject: string; body: string }[] = [];
  if (left === 0) return found;
  const consumer = await client.jetstream().consumers.get(stream);
  for await (const message of await consumer.consume()) {
    found.push({ subject: message.subject, body: message.string() });
    if (found.length === left) break;
  }
  return found;
}

test(
  `what seats tell is there once through ${faults} kills of the hub and cuts (LEAFWISE_SEED=${seed})`,
  async () => {
    const random = mulberry32(seed);
    const seats: Attendee[] = [];
    for (let i = 1; i <= attendees; i += 1) seats.push(await attend(`Attendee ${i}`));
    const history: string[] = [];
    onTestFailed(() => console.error(history.join('\n')));
    for (let fault = 0; fault < faults; fault += 1) {
      const one = seats[Math.floor(random() * seats.length)]!;
      const enough = one.acknowledged() + 1 + Math.floor(random() * each);
      for (const seat of seats) seat.more(each);
      await vi.waitFor(() => expect(one.acknowledged()).toBeGreaterThanOrEqual(enough), often);
      history.push(breakSomething(seats, random));
    }
    const told = await Promise.all(seats.map((seat) => seat.rest()));

    const creds = held.running.folder.keys.logins.registrar;
    const hub = `ws://127.0.0.1:${held.running.folder.state.ports!.websocket}`;
    const reader = await connectTo(() => ({ type: 'url', url: hub }), 'reader', { creds });
    open.push(() => reader.close());
    const events = await contents(reader, classStreams.events);
    const states = await contents(reader, classStreams.state);
    for (const [i, { id }] of seats.entries()) {
      const mine = events.filter(({ subject }) => subject.startsWith(`class.seat.${id}.`));
      const numbers = mine.map(({ subject }) => Number(subject.replace(/^.*-/, '')));
      const all = Array.from({ length: told[i]! }, (_, n) => n + 1);
      expect(numbers.toSorted((a, b) => a - b)).toEqual(all);
      const last = states.find(({ subject }) => subject === `class.seat.${id}.state.a`);
      expect(read(labStateSchema, last!.body)?.steps[0]?.hints).toBe(told[i]);
    }
  },
  faults * 10_000,
);
