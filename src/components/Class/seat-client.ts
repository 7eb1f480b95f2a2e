import { credsOf, hubAddress } from '../../class/logins.ts';
import { recorded, type LabNews } from '../../class/lab-record.ts';
import type { Outbox } from '../../class/outbox.ts';
import {
  read,
  welcomeSchema,
  type Beat,
  type Hand,
  type LabState,
  type Pace,
  type Question,
} from '../../class/records.ts';
import { inboxOf, pushSubject, seatSubject } from '../../class/subjects.ts';
import { randomToken } from '../../lab/random-token.ts';
import { Store } from '../../lab/session/store.ts';
import { connectFar, type NatsConnection } from '../../nats/connect.ts';
import { headers } from '../../nats/nats-client.ts';
import type { KeptSeat } from './kept-seat.ts';
import { openOutbox } from './open-outbox.ts';
import { leafNow } from './leaf-now.ts';
import { pushedInto, type Pushed } from './pushed.ts';

/** How the page stands to the hub. `refused`: the hub no longer takes this seat. */
export type SeatLink = 'joining' | 'connected' | 'alone' | 'refused';

/** All that the bar of an attendee shows. */
export interface SeatView {
  link: SeatLink;
  pushed: Pushed;
  /** How much of what was told waits for the hub. */
  waiting: number;
  following: boolean;
  hand: boolean;
  pace: Pace;
  /** The last question asked here, and the token in its subject. */
  question?: { n: string; text: string };
  /** The ready check that was answered last, and how. */
  answered?: { ask: string; yes: boolean };
  /** When the message was told that was read last. */
  read: number;
  /** When the answer was told that was read last, of those to questions asked here. */
  heard: number;
  /** How far the clock of the registrar is ahead, in milliseconds. */
  ahead: number;
  /** Whether the browser lets the page store nothing: what waits is gone with the page. */
  forgets: boolean;
}

/** How often a sign of life is sent, in milliseconds. */
const beatEvery = 5000;
/** How long before the hub is dialled again, in milliseconds, by how much this varies, and where it takes the seat no more. */
const pause = { least: 1000, more: 2000, refused: 30_000 };

const utf8 = new TextDecoder();

/** An attendee's page as a client of the class's hub. What is told while there is no hub waits in the browser. */
export class SeatClient {
  readonly seat: KeptSeat;
  readonly view: Store<SeatView>;
  /** The connection to the hub, while there is one. */
  readonly hub = new Store<NatsConnection | undefined>(undefined);
  readonly #outbox: Promise<Outbox>;
  readonly #ended = new AbortController();
  #hub: NatsConnection | undefined;
  readonly #recalled: Promise<void>;
  #page: string;
  #lab: string | undefined;
  #labDone = false;
  /** When the hand was raised or taken down here, by the registrar's clock. */
  #raisedAt = 0;

  constructor(seat: KeptSeat, page: string) {
    this.seat = seat;
    this.#page = page;
    this.view = new Store<SeatView>({
      link: 'joining',
      pushed: {},
      waiting: 0,
      following: true,
      hand: false,
      pace: 'fine',
      read: 0,
      heard: 0,
      ahead: 0,
      forgets: false,
    });
    const name = `leafwise.class.${seat.class.id}.${seat.member.id}`;
    this.#outbox = openOutbox(name, this.id, () => this.#update({ forgets: true }));
    this.#recalled = this.#recall();
    void this.#run();
    const beat = setInterval(() => void this.#beat(), beatEvery);
    const forget = leafNow.subscribe(() => void this.#beat());
    this.#ended.signal.addEventListener('abort', () => {
      clearInterval(beat);
      forget();
    });
  }

  get id(): string {
    return this.seat.member.id;
  }

  /** The time by the clock of the registrar: hands of all seats are in one order, whatever their clocks say. */
  now(): number {
    return Math.max(0, Date.now() + this.view.get().ahead);
  }

  /** The page that the attendee looks at. */
  moved(page: string): void {
    this.#page = page;
    void this.#beat();
  }

  /** Whether all steps of the lab that runs are done: then nothing keeps the attendee on its page. */
  get labDone(): boolean {
    return this.#labDone;
  }

  follow(following: boolean): void {
    this.#update({ following });
    void this.#beat();
  }

  raise(up: boolean): void {
    this.#raisedAt = this.now();
    this.#update({ hand: up });
    this.#say('hand', { up, at: this.#raisedAt } satisfies Hand);
  }

  ask(text: string): void {
    const n = randomToken();
    this.#update({ question: { n, text } });
    this.#say(`question.${n}`, { text, at: this.now(), page: this.#page } satisfies Question);
    this.#say('question.last', { n, text }, false);
  }

  answer(ask: string, yes: boolean): void {
    this.#update({ answered: { ask, yes } });
    this.#say(`answer.${ask}`, { yes, at: this.now() });
    this.#say('answer.last', { ask, yes }, false);
  }

  /** A message has been read: it is not shown again. */
  read(at: number): void {
    this.#update({ read: at });
    this.#say('read', at, false);
  }

  /** An answer to a question has been read: it is no news any more, nor are those before it. */
  hear(at: number): void {
    this.#update({ heard: at });
    this.#say('heard', at, false);
  }

  /** Says how fast the class is, to the registrar alone: trainers learn only how many say so. */
  pace(pace: Pace): void {
    this.#update({ pace });
    this.#say('pace', pace, false);
    this.#tellPace();
  }

  #tellPace(): void {
    const { pace } = this.view.get();
    this.#hub?.publish(seatSubject(this.id, 'pace'), JSON.stringify({ pace }));
  }

  /** Says something whose last value the hub keeps. */
  say(what: string, value: unknown): void {
    this.#say(what, value);
  }

  /** What was said last in this browser. */
  async said<T>(what: string): Promise<T | undefined> {
    return (await this.#outbox).value<T>(`say.${what}`);
  }

  /** Records news of a lab, and tells the hub. */
  async tellOfLab(news: LabNews): Promise<void> {
    if (news.what === 'started') this.#lab = news.lab;
    if (news.what === 'stopped' && this.#lab === news.lab) this.#lab = undefined;
    if (news.what === 'done') this.#labDone = news.left === 0;
    else if (!('step' in news)) this.#labDone = false;
    const outbox = await this.#outbox;
    const at = this.now();
    await outbox.tell<LabState>(`state.${news.lab}`, (was) => recorded(was, news, at));
    await this.#flush();
  }

  close(): void {
    this.#ended.abort();
  }

  #update(change: Partial<SeatView>): void {
    this.view.update((was) => ({ ...was, ...change }));
  }

  #say(what: string, value: unknown, tell = true): void {
    const save = async () => {
      const outbox = await this.#outbox;
      if (tell) await outbox.tell(`say.${what}`, () => ({ value }));
      else await outbox.note(what, value);
      await this.#flush();
    };
    void save();
  }

  /** Reads what this browser said before the page was loaded again. */
  async #recall(): Promise<void> {
    const outbox = await this.#outbox;
    const hand = await outbox.value<Hand>('say.hand');
    const question = await outbox.noted<{ n: string; text: string }>('question.last');
    const pace = await outbox.noted<Pace>('pace');
    const answered = await outbox.noted<SeatView['answered']>('answer.last');
    const read = await outbox.noted<number>('read');
    const heard = await outbox.noted<number>('heard');
    this.#raisedAt = hand?.at ?? 0;
    this.#update({
      hand: hand?.up ?? false,
      ...(question && { question }),
      ...(pace && { pace }),
      ...(answered && { answered }),
      ...(read !== undefined && { read }),
      ...(heard !== undefined && { heard }),
    });
  }

  async #run(): Promise<void> {
    const { member } = this.seat;
    const url = hubAddress(this.seat.class.client, location.href);
    const creds = credsOf(member.page, member.seed);
    while (!this.#ended.signal.aborted) {
      try {
        const hub = await connectFar(url, this.id, { creds }, inboxOf(this.id));
        const why = await this.#serve(hub);
        this.#update({ link: isRefusal(why) ? 'refused' : 'alone' });
      } catch (error) {
        this.#update({ link: isRefusal(error) ? 'refused' : 'alone' });
      }
      const refused = this.view.get().link === 'refused';
      await rest(refused ? pause.refused : pause.least + Math.random() * pause.more);
    }
  }

  /** Serves a connection until it ends; answers why it did. */
  async #serve(hub: NatsConnection): Promise<unknown> {
    const { signal } = this.#ended;
    // The seat may have been left while the hub was dialled.
    if (signal.aborted) return hub.close();
    signal.addEventListener('abort', () => void hub.close());
    this.#hub = hub;
    for (const subject of ['all', this.id].map((to) => pushSubject(to, '*')))
      this.#listen(hub, subject);
    this.#listen(hub, pushSubject(this.id, 'question.*'));
    const watch = async () => {
      for await (const status of hub.status()) {
        const type: string = status.type;
        if (type === 'disconnect') this.#update({ link: 'alone' });
        if (type === 'reconnect') void this.#greet(hub);
      }
    };
    void watch();
    void this.#greet(hub);
    this.hub.set(hub);
    const why = await hub.closed();
    this.#hub = undefined;
    this.hub.set(undefined);
    return why;
  }

  #listen(hub: NatsConnection, subject: string): void {
    hub.subscribe(subject, {
      callback: (error, message) => {
        if (!error)
          this.#pushed(message.subject.replace('class.push.', ''), utf8.decode(message.data));
      },
    });
  }

  #pushed(what: string, text: string): void {
    this.view.update((was) => ({ ...was, pushed: pushedInto(was.pushed, what, text) }));
    const { hand } = this.view.get().pushed;
    // It is told again with each welcome: a hand that was raised later stays up.
    if (hand && hand.at > this.#raisedAt) this.#update({ hand: hand.up });
  }

  /** Learns the last values, and sends what waits. */
  async #greet(hub: NatsConnection): Promise<void> {
    this.#update({ link: 'connected' });
    try {
      const { data } = await hub.request(seatSubject(this.id, 'hello'), '', { timeout: 10_000 });
      const welcome = read(welcomeSchema, data);
      if (welcome) {
        this.#update({ ahead: welcome.now - Date.now() });
        for (const [what, value] of Object.entries(welcome.pushed))
          this.#pushed(what, JSON.stringify(value));
      }
    } catch {
      // Without a registrar the last values are those known here; what is pushed later comes all the same.
    }
    // A class that went on has forgotten it.
    await this.#recalled.catch(() => {});
    if (this.view.get().pace !== 'fine') this.#tellPace();
    await this.#flush();
    await this.#beat();
  }

  async #flush(): Promise<void> {
    const outbox = await this.#outbox;
    const hub = this.#hub;
    try {
      if (hub && this.view.get().link === 'connected')
        await outbox.send(async (subject, data, id) => {
          const marked = headers();
          marked.set('Nats-Msg-Id', id);
          const answer = await hub.request(subject, data, { timeout: 5000, headers: marked });
          return utf8.decode(answer.data);
        });
    } catch {
      // It waits for the next beat.
    }
    this.#update({ waiting: await outbox.waiting() });
  }

  async #beat(): Promise<void> {
    const hub = this.#hub;
    if (!hub || this.view.get().link !== 'connected') return;
    if (this.view.get().waiting > 0) await this.#flush();
    // The page may have been left meanwhile.
    if (this.#ended.signal.aborted) return;
    // Of several tabs the one that is looked at tells where the attendee is.
    if (document.visibilityState === 'hidden' && this.#lab === undefined) return;
    const roundTrip = await hub.rtt().catch(() => undefined);
    const beat: Beat = {
      at: this.now(),
      page: this.#page,
      leaf: leafNow.get() === 'joined',
      following: this.view.get().following,
      ...(roundTrip !== undefined && { roundTrip }),
      ...(this.#lab !== undefined && { lab: this.#lab }),
    };
    if (!hub.isClosed()) hub.publish(seatSubject(this.id, 'beat'), JSON.stringify(beat));
  }
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const isRefusal = (error: unknown): boolean =>
  /authorization|authentication|revoked|expired/i.test(
    String((error as Error | undefined)?.message),
  );
