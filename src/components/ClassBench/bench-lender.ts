import { randomToken } from '../../lab/random-token.ts';
import { benchAnswer, benchHeard, benchHere, benchWho, benchWish } from '../../class/bench.ts';
import { Claim } from '../../class/claim.ts';
import {
  benchWishSchema,
  read,
  type BenchHere,
  type BenchWish,
  type Consent,
} from '../../class/records.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';
import { part } from '../../loading/part.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { acceptLines } from '../../nats/message-lines.ts';

/** What trainers may do in a bench: see it, or take it over. */
export type Grant = NonNullable<BenchHere['lent']>['grant'];

/** The lab that this tab lends, and how many trainers look at it now. */
export interface Lent {
  session: LabSession;
  grant: Grant;
  viewers: number;
}

/** As much of a seat as it takes to lend its bench. */
export interface LendingSeat {
  id: string;
  name: string;
  /** Names the class among those of this browser. */
  class: string;
  /** The connection to the hub, while there is one. */
  hub: Store<NatsConnection | undefined>;
  say: (what: 'consent', value: Consent) => void;
}

const loadLend = part(() => import('../Lab/lend-session.ts'));

interface Viewer {
  grant(grant: Grant): void;
  end(words: string): void;
}

/**
 * Lends the lab of this tab to trainers, by the word of the attendee alone and until they end it. Of the tabs of a
 * browser one lends at a time.
 */
export class BenchLender {
  readonly lent = new Store<Lent | undefined>(undefined);
  /** What a trainer has asked for, until it is answered. */
  readonly wish = new Store<BenchWish | undefined>(undefined);
  readonly #seat: LendingSeat;
  readonly #tab = randomToken();
  readonly #claim: Claim;
  readonly #viewers = new Set<Viewer>();
  readonly #ends: (() => void)[];
  #unheard = () => {};
  #unwatch = () => {};

  constructor(seat: LendingSeat) {
    this.#seat = seat;
    this.#claim = new Claim(`leafwise.class.${seat.class}.${seat.id}.bench`, () =>
      this.end('The attendee shows another tab now.'),
    );
    let heard = () => {};
    const hear = () => {
      heard();
      this.#unheard();
      const hub = seat.hub.get();
      heard = hub ? this.#hear(hub) : () => {};
      this.#accept();
      if (this.lent.get()) this.#tell();
    };
    hear();
    this.#ends = [seat.hub.subscribe(hear), () => heard()];
    // A tab that was loaded again lends nothing.
    if (takeNote(seat.class)) this.#consent(undefined);
  }

  /** Lends a lab, or lets trainers do more or less in it. */
  lend(session: LabSession, grant: Grant): void {
    const was = this.lent.get();
    if (was && was.session !== session) this.end('Another lab is shown now.');
    this.wish.set(undefined);
    this.#consent(grant);
    if (this.lent.get()) {
      for (const viewer of this.#viewers) viewer.grant(grant);
      this.#update({ grant });
    } else {
      this.#claim.takeOver();
      this.lent.set({ session, grant, viewers: 0 });
      this.#unwatch = session.snapshot.subscribe(() => {
        const { type } = session.snapshot.get().state;
        if (type === 'idle' || type === 'failed') this.end('The lab was stopped.');
      });
      this.#accept();
    }
    this.#tell();
  }

  /** Says no to what a trainer has asked for. */
  decline(): void {
    this.wish.set(undefined);
    this.#consent(this.lent.get()?.grant);
    this.#tell(true);
  }

  /** Ends the lending at once; viewers are told why. */
  end(words: string): void {
    if (!this.lent.get()) return;
    this.#unwatch();
    this.#unheard();
    this.#claim.release();
    this.lent.set(undefined);
    for (const viewer of this.#viewers) viewer.end(words);
    this.#viewers.clear();
    this.#consent(undefined);
    this.#tell();
  }

  close(): void {
    this.end('The attendee has left the class.');
    for (const end of this.#ends) end();
    this.#claim.close();
  }

  #hear(hub: NatsConnection): () => void {
    const { id } = this.#seat;
    const subscriptions = [
      hub.subscribe(benchWho(id, '*'), { callback: () => this.lent.get() && this.#tell() }),
      hub.subscribe(benchWish(id, '*'), {
        callback: (error, { data }) => {
          const wish = error ? undefined : read(benchWishSchema, data);
          // A tab without a lab has nothing to lend; the bar says so.
          if (wish && this.lent.get()?.grant !== wish.wish) this.wish.set(wish);
        },
      }),
    ];
    return () => subscriptions.forEach((one) => one.unsubscribe());
  }

  /** Takes the lines of trainers to the bench that is lent. */
  #accept(): void {
    const [hub, lent] = [this.#seat.hub.get(), this.lent.get()];
    if (!hub || !lent) return;
    const { id } = this.#seat;
    this.#unheard = acceptLines(
      hub,
      benchHeard(id, this.#tab),
      (subject) => benchAnswer(id, subject),
      (line) => {
        void loadLend().then(
          ({ lendSession }) => {
            const now = this.lent.get();
            if (now?.session !== lent.session) return line.close();
            const viewer = lendSession(lent.session, line, now.grant, () => {
              this.#viewers.delete(viewer);
              this.#update({ viewers: this.#viewers.size });
            });
            this.#viewers.add(viewer);
            this.#update({ viewers: this.#viewers.size });
          },
          () => line.close(),
        );
      },
    );
  }

  #update(change: Partial<Lent>): void {
    this.lent.update((was) => was && { ...was, ...change });
  }

  /** Tells trainers how the bench of this tab stands. */
  #tell(no = false): void {
    const { id, name, hub } = this.#seat;
    const lent = this.lent.get();
    const here: BenchHere = {
      tab: this.#tab,
      name,
      ...(no && { no }),
      ...(lent && { lent: { topology: lent.session.topology.name, grant: lent.grant } }),
    };
    hub.get()?.publish(benchHere(id), JSON.stringify(here));
  }

  #consent(grant: Grant | undefined): void {
    note(this.#seat.class, grant !== undefined);
    this.#seat.say('consent', {
      see: grant !== undefined,
      take: grant === 'take',
      at: Date.now(),
    });
  }
}

const noteKey = (id: string) => `leafwise.lends.${id}`;

/** Notes that this tab lends its bench: what ends it otherwise may not come to say so. */
function note(id: string, lends: boolean): void {
  try {
    if (lends) sessionStorage.setItem(noteKey(id), '');
    else sessionStorage.removeItem(noteKey(id));
  } catch {
    // Without storage the word stays until the bench is lent again; a trainer who looks is told.
  }
}

function takeNote(id: string): boolean {
  try {
    return sessionStorage.getItem(noteKey(id)) !== null;
  } catch {
    return false;
  }
}
