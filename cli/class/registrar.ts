import * as v from 'valibot';
import {
  handSchema,
  joinRequestSchema,
  paceSchema,
  read,
  requestSchemas,
  type Pace,
  type RoomPage,
  type SeatLink,
  type Verb,
  type Welcome,
} from '../../src/class/records.ts';
import { joinPatience, sealTo } from '../../src/class/join.ts';
import {
  classStreams,
  inboxOf,
  joinSubject,
  pushSubject,
  roomSubject,
  seatSubject,
  toldSubject,
} from '../../src/class/subjects.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { readAnswer } from '../../src/lab/monitoring/jetstream-api.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import type { Msg } from '../../src/nats/nats-client.ts';
import { Doorkeeper, refuse } from './door.ts';
import type { ClassFolder } from './folder.ts';
import { Hoards } from './hoards.ts';
import type { HubView } from './hub.ts';
import { registrarId } from './keys.ts';
import { LeafOwners } from './leaf-owners.ts';
import { endPretenders, leafsOf, type LeafAt } from './leafs.ts';
import { persist } from './persist.ts';
import { linksOf, Presence } from './presence.ts';
import { Seats } from './seats.ts';
import { allOf, makeStreams, pageOf, purgeSeat } from './streams.ts';
import { Turns } from './turns.ts';
import { freeVerbs, verbs, type Room } from './verbs.ts';

export interface RegistrarOptions {
  folder: ClassFolder;
  hub: HubView & {
    /** Its WebSocket, for clients of this process. */
    url: string;
  };
  /** The attendees' address, without its secret: `http://192.168.1.7:8080/class`. */
  page: string;
  /** Tells that all of the class is to be deleted. */
  ended: () => void;
}

/** Gives out seats, and does what trainers ask: the only one who pushes to the class. */
export class Registrar implements Room {
  readonly folder: ClassFolder;
  readonly options: RegistrarOptions;
  readonly seats: Seats;
  readonly system: NatsConnection;
  readonly #client: NatsConnection;
  readonly #door: Doorkeeper;
  readonly #pushed: Map<string, unknown>;
  readonly #paces = new Map<string, Pace>();
  readonly #presence: Presence;
  readonly #turns = new Turns();
  readonly #hoards = new Hoards();
  readonly #owners = new LeafOwners();
  /** How often the leaf of a seat has had the name of another. */
  readonly #pretended = new Map<string, number>();
  /** Which value of a subject is the last that was to be stored. */
  readonly #storing = new Map<string, symbol>();

  static async open(options: RegistrarOptions): Promise<Registrar> {
    const { logins } = options.folder.keys;
    const { replicas, url } = options.hub;
    const hub = () => ({ type: 'url' as const, url });
    // With inboxes of its own: those in the lobby may read `_INBOX.>`.
    const inbox = inboxOf(registrarId);
    const client = await connectTo(hub, registrarId, { creds: logins.registrar }, inbox);
    const system = await connectTo(hub, registrarId, { creds: logins.system }, inbox);
    const kept = await persist(replicas > 1 ? election : 0, async () => {
      await makeStreams(client, replicas);
      return allOf(client, classStreams.push);
    });
    const pushed = kept.map(
      ({ subject, data }) => [subject.slice('class.push.'.length), JSON.parse(data)] as const,
    );
    const registrar = new Registrar(options, client, system, new Map<string, unknown>(pushed));
    registrar.#listen();
    await registrar.#pushRemoved();
    await registrar.tellRoom();
    return registrar;
  }

  private constructor(
    options: RegistrarOptions,
    client: NatsConnection,
    system: NatsConnection,
    pushed: Map<string, unknown>,
  ) {
    this.options = options;
    this.folder = options.folder;
    this.system = system;
    this.#client = client;
    this.#pushed = pushed;
    this.#door = new Doorkeeper(this.folder.state.door, this.now());
    this.seats = new Seats(this.folder, this.#door, system);
    this.#presence = new Presence(
      () => this.#links(),
      (seat, link) => this.tell(`link.${seat}`, link),
      () => this.now(),
    );
  }

  now(): number {
    return Date.now();
  }

  /** Tells seats something: a seat's id, or `all`. It stays as the last value. */
  async push(to: string, rest: string, value: unknown): Promise<void> {
    const subject = pushSubject(to, rest);
    this.#pushed.set(subject.slice('class.push.'.length), value);
    await this.#store(subject, value);
  }

  /** Tells trainers something of the room. */
  tell(rest: string, value: unknown): Promise<void> {
    return this.#store(roomSubject(rest), value);
  }

  tellSeat(id: string): Promise<void> {
    const { name, joined, removed } = this.folder.seats.get(id)!;
    return this.tell(`seat.${id}`, { id, name, joined, ...(removed !== undefined && { removed }) });
  }

  tellDoor(): Promise<void> {
    const { open, code, until, secret } = this.folder.state.door;
    return this.tell('door', { open, code, until, link: `${this.options.page}#join=${secret}` });
  }

  tellHub(): Promise<void> {
    const { elsewhere } = this.options.hub;
    const nodes = this.options.hub.nodes();
    return this.tell('hub', {
      running: true,
      ...(nodes.length > 0 && { nodes }),
      ...(elsewhere && { elsewhere }),
      at: this.now(),
    });
  }

  /** Tells of a node that has ended or is back. A hub of one tells of its return itself. */
  hubChanged(): void {
    const nodes = this.options.hub.nodes();
    if (nodes.some(({ running }) => running)) void this.tellHub().catch(() => {});
  }

  tellTrainers(): Promise<void> {
    const { driver, trainers } = this.folder.state;
    const all = trainers.map(({ id, name }) => ({ id, name }));
    return this.tell('trainers', { ...(driver !== undefined && { driver }), trainers: all });
  }

  async lowerHand(seat: string): Promise<void> {
    const down = { up: false, at: this.now() };
    await this.#store(seatSubject(seat, 'say.hand'), down);
    await this.push(seat, 'hand', down);
  }

  /** Ends a seat: its connections, and all that it has stored. */
  async takeBack(seat: string): Promise<void> {
    this.#hoards.forget(seat);
    await this.seats.remove(seat, this.now());
    await this.tellSeat(seat);
    this.#purge(seat);
  }

  /** Removes what a seat has stored. It is not waited for: a cluster that has lost a leader takes its time. */
  #purge(seat: string): void {
    const isOver = () => this.#client.isClosed();
    void persist(election, () => purgeSeat(this.#client, seat), isOver).catch(() => {});
  }

  /** Tells all of the room that streams may have lost, or that has changed while none was there to tell it. */
  async tellRoom(): Promise<void> {
    await this.tellHub();
    await this.tellDoor();
    await this.tellTrainers();
    for (const id of this.folder.seats.keys()) await this.tellSeat(id);
    this.#presence.retell();
  }

  /** What a seat is told as it comes, or, for a trainer, what all are told. */
  welcome(seat?: string): Welcome {
    const of = (key: string) => key.startsWith('all.') || key.startsWith(`seat.${seat}.`);
    const pushed = Object.fromEntries([...this.#pushed].filter(([key]) => of(key)));
    return { now: this.now(), class: this.folder.state.name, pushed };
  }

  /** What a stream of the class keeps, page by page. */
  page(stream: keyof typeof classStreams, after: number): Promise<RoomPage> {
    return pageOf(this.#client, classStreams[stream], after);
  }

  async close(): Promise<void> {
    this.#presence.close();
    await Promise.all([this.#client.close(), this.system.close()]);
  }

  #listen(): void {
    this.#on(joinSubject, (message) => {
      const end = performance.now() + joinPatience - 1000;
      return this.#turns.take(
        () => this.#join(message),
        () => performance.now() > end,
      );
    });
    this.#on('class.seat.*.hello', (message, id) => {
      answer(message, fromAccount, this.welcome(id));
    });
    this.#on('class.seat.*.pace', (message, id) => this.#pace(message, id));
    this.#on('class.seat.*.say.hand', (message, id) => {
      // A hand that goes up again is no longer one that was taken down.
      if (read(handSchema, message.data)?.up) this.#pushed.delete(`seat.${id}.hand`);
    });
    for (const stored of ['state.*', 'event.*', 'say.>'])
      this.#client.subscribe(toldSubject(seatSubject('*', stored)), {
        callback: (_, message) => this.#count(message),
      });
    this.#on('class.trainer.*.*', (message, id) => this.#request(message, id));
    const heard = {
      CONNECT: (data: Uint8Array) => this.#owners.come(data),
      DISCONNECT: (data: Uint8Array) => this.#owners.gone(data),
      'SERVER.CONNS': () => {},
    };
    for (const [event, hear] of Object.entries(heard))
      this.system.subscribe(`$SYS.ACCOUNT.*.${event}`, {
        callback: (_, { subject, data }) => {
          if (!this.seats.isOurs(subject.split('.')[2]!)) return;
          hear(data);
          this.#presence.stir();
        },
      });
    if (this.options.hub.elsewhere) this.#tellNewcomers();
    void this.#whenBack(this.#client, () => this.tellRoom());
    void this.#whenBack(this.system, () => this.#pushRemoved());
  }

  /** Tells each server of a hub elsewhere whom it is to refuse when it starts: it may have been away when they were removed. */
  #tellNewcomers(): void {
    const known = new Set<string>();
    this.system.subscribe('$SYS.SERVER.*.STATSZ', {
      callback: (_, { subject }) => {
        const id = subject.split('.')[2]!;
        if (!known.has(id)) void this.#pushRemoved().catch(() => known.delete(id));
        known.add(id);
      },
    });
  }

  /** Tells the hub whom it is to refuse, until it has heard it. */
  #pushRemoved(): Promise<void> {
    const isOver = () => this.system.isClosed();
    return persist(election, () => this.seats.pushRemoved(), isOver);
  }

  /** Does again what the hub may have missed, when it is back. */
  async #whenBack(client: NatsConnection, work: () => Promise<void>): Promise<void> {
    for await (const { type } of client.status())
      if ((type as string) === 'reconnect') void work().catch(() => {});
  }

  /** Hears a subject; its third token is the id of who speaks. */
  #on(subject: string, hear: (message: Msg, id: string) => unknown): void {
    this.#client.subscribe(subject, {
      callback: (error, message) => {
        if (error) return;
        // One message that goes wrong ends nothing.
        void Promise.resolve()
          .then(() => hear(message, message.subject.split('.')[2] ?? ''))
          .catch(() => {});
      },
    });
  }

  async #join(message: Msg): Promise<void> {
    const request = read(joinRequestSchema, message.data);
    if (!request) {
      answer(
        message,
        '_INBOX',
        read(v.omit(joinRequestSchema, ['name']), message.data)
          ? refuse('malformed', 'A name has a letter or a digit, and at most 40 characters.')
          : refuse('malformed', 'The class could not read this request. Load this page again.'),
      );
      return;
    }
    const joined = await this.seats.join(request, this.now());
    if ('refused' in joined) {
      answer(message, '_INBOX', joined);
      return;
    }
    if (joined.as === 'seat') await this.tellSeat(joined.id);
    else await this.tellTrainers();
    answer(message, '_INBOX', sealTo(request.seal, joined));
  }

  async #pace(message: Msg, id: string): Promise<void> {
    const said = read(paceSchema, message.data);
    if (!said || !this.folder.seats.has(id)) return;
    this.#paces.set(id, said.pace);
    const count = (pace: Pace) => [...this.#paces.values()].filter((each) => each === pace).length;
    await this.tell('pace', { fast: count('fast'), slow: count('slow'), at: this.now() });
    answer(message, fromAccount, {});
  }

  /** The leaf connections of the class. */
  leafs(): Promise<LeafAt[]> {
    return leafsOf(this.system, this.options.hub, this.folder, this.#owners);
  }

  /** How seats are connected. A leaf with the name of another seat is ended, and its seat is taken back if it goes on. */
  async #links(): Promise<Map<string, SeatLink>> {
    const leafs = await this.leafs();
    for (const seat of await endPretenders(this.system, leafs)) {
      const times = (this.#pretended.get(seat) ?? 0) + 1;
      this.#pretended.set(seat, times);
      if (times >= pretences) await this.takeBack(seat);
    }
    return linksOf(this.system, this.options.hub, this.folder, leafs, this.now());
  }

  /** Takes back a seat that stores so much that it would leave no room for others. */
  #count({ subject, data }: Msg): void {
    const id = subject.split('.')[3]!;
    const seat = this.folder.seats.get(id);
    if (!seat || seat.removed !== undefined) return;
    if (this.#hoards.isTooMuch(id, subject, data.length)) void this.takeBack(id).catch(() => {});
  }

  async #request(message: Msg, id: string): Promise<void> {
    const reply = (value: unknown) => answer(message, fromAccount, value);
    try {
      reply({ done: (await this.#perform(message, id)) ?? null });
    } catch (error) {
      reply({ error: errorText(error).slice(0, 500) });
    }
  }

  async #perform(message: Msg, id: string): Promise<unknown> {
    const { trainers, driver } = this.folder.state;
    const by = trainers.find((each) => each.id === id);
    const verb = message.subject.split('.')[3] as Verb;
    if (!by || !Object.hasOwn(requestSchemas, verb))
      throw new Error('The class knows no such wish.');
    const request = read(requestSchemas[verb] as v.GenericSchema, message.data);
    if (!request) throw new Error('The class could not read this wish.');
    if (driver !== id && !freeVerbs.has(verb)) throw new Error('Another trainer drives.');
    const perform = verbs[verb] as (
      to: Room,
      by: { id: string; name: string },
      request: unknown,
    ) => unknown;
    return perform(this, by, request);
  }

  /** Publishes to a stream, and waits until it is stored: it is asked again until then, unless a later value is. */
  async #store(subject: string, value: unknown): Promise<void> {
    const data = JSON.stringify(value);
    const mine = Symbol(subject);
    this.#storing.set(subject, mine);
    await persist(
      this.options.hub.replicas > 1 ? election : 0,
      async () => {
        readAnswer((await this.#client.request(subject, data, { timeout: 5000 })).data);
      },
      () => this.#storing.get(subject) !== mine || this.#client.isClosed(),
    );
  }
}

/** How often a leaf may have the name of another seat: once by a mistake, and once more before it is mended. */
const pretences = 3;

/** How long a cluster may take until each stream has a leader, in milliseconds. */
const election = 30_000;

/**
 * Where an answer to a seat or a trainer goes: the hub has put this in place of its reply, which leads into the account
 * of who has asked alone.
 */
const fromAccount = '_R_';

/**
 * Answers in the inboxes of who has asked alone. A reply subject is the asker's word: an answer to any other subject
 * would say there what the asker may not.
 */
function answer(message: Msg, inbox: string, value: unknown): void {
  if (message.reply?.startsWith(`${inbox}.`)) message.respond(JSON.stringify(value));
}
