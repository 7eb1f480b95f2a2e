import { benchLook, benchShown } from '../../class/bench.ts';
import { read, replySchema, type Request } from '../../class/records.ts';
import { trainerSubject } from '../../class/subjects.ts';
import { randomToken } from '../../lab/random-token.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';
import { part } from '../../loading/part.ts';
import type { NatsConnection } from '../../nats/connect.ts';

const loadShow = part(() => import('../Lab/show-session.ts'));

interface Shown {
  session: LabSession;
  end: (words: string) => void;
}

/** Shows a lab of this tab to the class, as the trainer who drives it. */
export class BenchShower {
  readonly shown = new Store<Shown | undefined>(undefined);
  readonly #trainer: string;
  readonly #connect: () => Promise<NatsConnection>;

  /**
   * @param trainer the id of the trainer
   * @param connect opens a connection to the hub as that trainer
   */
  constructor(trainer: string, connect: () => Promise<NatsConnection>) {
    this.#trainer = trainer;
    this.#connect = connect;
  }

  /**
   * Shows a lab that runs, on a page of the site, until it is ended or stops.
   * @throws Error in the registrar's words, if this trainer may not
   */
  async show(session: LabSession, page: string): Promise<void> {
    const { showSession } = await loadShow();
    const hub = await this.#connect();
    const show = randomToken();
    const topology = session.topology.name;
    try {
      await this.#ask(hub, { shown: { show, topology, page } });
    } catch (error) {
      await hub.close();
      throw error;
    }
    note(true);
    const subject = benchShown(show, this.#trainer);
    const end = (words: string) => {
      if (this.shown.get()?.end !== end) return;
      this.shown.set(undefined);
      showing.end(words);
      note(false);
      // Another trainer may drive by now, who has ended it.
      void this.#ask(hub, {})
        .catch(() => {})
        .finally(() => hub.close());
    };
    const showing = showSession(session, (packet) => hub.publish(subject, packet), end);
    hub.subscribe(benchLook('*', show), { callback: () => showing.look() });
    this.shown.set({ session, end });
    // It may have stopped while the registrar was asked.
    const { type } = session.snapshot.get().state;
    if (type === 'idle' || type === 'failed') end('The lab was stopped.');
  }

  /** Tells the class that a lab which this tab showed before it was loaded again is shown no more. */
  async withdraw(): Promise<void> {
    if (!noted()) return;
    note(false);
    const hub = await this.#connect();
    await this.#ask(hub, {}).finally(() => hub.close());
  }

  async #ask(hub: NatsConnection, request: Request<'bench'>): Promise<void> {
    const subject = trainerSubject(this.#trainer, 'bench');
    const asked = hub.request(subject, JSON.stringify(request), { timeout: 8000 });
    const { data } = await asked.catch(() => {
      throw new Error('The class did not answer. Try again in a moment.');
    });
    const reply = read(replySchema, data);
    if (reply && 'error' in reply) throw new Error(reply.error);
  }
}

const key = 'leafwise.shows';

function note(shows: boolean): void {
  try {
    if (shows) sessionStorage.setItem(key, '');
    else sessionStorage.removeItem(key);
  } catch {
    // Without storage those who look find out that it is gone.
  }
}

function noted(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
