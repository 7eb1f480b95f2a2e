import { credsOf, hubAddress } from '../../class/logins.ts';
import { read, replySchema, welcomeSchema, type Request, type Verb } from '../../class/records.ts';
import { emptyRoom, type Room } from '../../class/room.ts';
import { inboxOf, trainerSubject } from '../../class/subjects.ts';
import { Store } from '../../lab/session/store.ts';
import { connectFar, type NatsConnection } from '../../nats/connect.ts';
import type { KeptTrainer } from './kept-trainer.ts';
import { readRoom } from './read-room.ts';

/** How the page stands to the hub. `refused`: the hub no longer takes this trainer. */
export type TrainerLink = 'joining' | 'connected' | 'away' | 'refused';

/** All that a trainer's page knows of the class. */
export interface TrainerView {
  link: TrainerLink;
  room: Room;
  /** How far the clock of the registrar is ahead, in milliseconds. */
  ahead: number;
}

/** How often what has come is shown, in milliseconds: a full class sends a message every few. */
const showEvery = 100;
/** How long before the hub is dialled again, in milliseconds. */
const pause = { usual: 1500, refused: 30_000 };

/** A trainer's page as a client of the class's hub. */
export class TrainerClient {
  readonly kept: KeptTrainer;
  readonly view = new Store<TrainerView>({ link: 'joining', room: emptyRoom, ahead: 0 });
  readonly #ended = new AbortController();
  #hub: NatsConnection | undefined;

  constructor(kept: KeptTrainer) {
    this.kept = kept;
    void this.#run();
  }

  get id(): string {
    return this.kept.member.id;
  }

  /** The time at the registrar. */
  now(): number {
    return Date.now() + this.view.get().ahead;
  }

  /**
   * Asks the registrar to do something.
   * @returns what the verb answers
   * @throws Error in words for the trainer
   */
  async ask<V extends Verb>(verb: V, request: Request<V>): Promise<unknown> {
    const hub = this.#hub;
    if (!hub || this.view.get().link !== 'connected')
      throw new Error('The hub is not reached. Try again once this page is connected.');
    // The registrar tries for half a minute where a hub of three has lost the leader of a stream.
    const asked = hub.request(trainerSubject(this.id, verb), JSON.stringify(request), {
      timeout: 35_000,
    });
    const { data } = await asked.catch(() => {
      throw new Error('The class did not answer. Look whether it was done, then try again.');
    });
    const reply = read(replySchema, data);
    if (!reply) throw new Error('The class answered what this page cannot read.');
    if ('error' in reply) throw new Error(reply.error);
    return reply.done;
  }

  close(): void {
    this.#ended.abort();
  }

  #update(change: Partial<TrainerView>): void {
    this.view.update((was) => ({ ...was, ...change }));
  }

  async #run(): Promise<void> {
    const { member } = this.kept;
    const url = hubAddress(this.kept.class.client, location.href);
    const creds = credsOf(member.page, member.seed);
    while (!this.#ended.signal.aborted) {
      try {
        const hub = await connectFar(url, this.id, { creds }, inboxOf(this.id));
        const why = await this.#serve(hub);
        this.#update({ link: isRefusal(why) ? 'refused' : 'away' });
      } catch (error) {
        this.#update({ link: isRefusal(error) ? 'refused' : 'away' });
      }
      const refused = this.view.get().link === 'refused';
      await rest(refused ? pause.refused : pause.usual);
    }
  }

  /** Serves a connection until it ends; answers why it did. */
  async #serve(hub: NatsConnection): Promise<unknown> {
    const { signal } = this.#ended;
    // The page may have been left while the hub was dialled.
    if (signal.aborted) return hub.close();
    signal.addEventListener('abort', () => void hub.close());
    this.#hub = hub;
    const watch = async () => {
      for await (const { type } of hub.status()) {
        if ((type as string) === 'disconnect') this.#update({ link: 'away' });
        if ((type as string) === 'reconnect') void this.#greet();
      }
    };
    void watch();
    void this.#greet();
    try {
      const end = readRoom(
        hub,
        this.id,
        (room) => this.#update({ room }),
        (call) => setTimeout(call, showEvery),
      );
      const why = await hub.closed();
      end();
      return why;
    } finally {
      this.#hub = undefined;
      await hub.close();
    }
  }

  /** Learns how the registrar's clock goes. */
  async #greet(): Promise<void> {
    this.#update({ link: 'connected' });
    try {
      const welcome = read(welcomeSchema, JSON.stringify(await this.ask('hello', {})));
      if (welcome) this.#update({ ahead: welcome.now - Date.now() });
    } catch {
      // Without a registrar the clock is taken to be that of this page.
    }
  }
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const isRefusal = (error: unknown): boolean =>
  /authorization|authentication|revoked|expired/i.test(
    String((error as Error | undefined)?.message),
  );
