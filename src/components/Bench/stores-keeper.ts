import { errorText } from '../../lab/error-text.ts';
import type { Disk } from '../../lab/network/disks.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';
import type { KeepsStores } from '../Lab/context.ts';
import { mostKept, tooMuch, type StoresKept, type StoresShelf } from './kept-stores.ts';

/** Whether what servers store is kept. */
export interface StoresKeeping {
  /** What is kept; undefined where nothing is to be. */
  kept: StoresKept | undefined;
  /** Why what they store now is not kept, as a sentence without its end. */
  failure: string | undefined;
}

/** How often servers that run are looked at, in milliseconds. */
const beat = 1000;
/** How long nothing is tried again that has failed, in milliseconds. */
const rest = 30_000;
/** How many times longer than it took the next time is waited for: to keep much must not keep a page busy. */
const pace = 10;
/** How long servers are given before a person is asked without them, in milliseconds. */
const patience = 5000;

/** Keeps what the servers of a bench store, where its person has chosen that. One thing is done at a time. */
export class StoresKeeper implements KeepsStores {
  readonly keeping = new Store<StoresKeeping>({ kept: undefined, failure: undefined });
  readonly #shelf: StoresShelf;
  readonly #benchNow: () => string;
  /** The bench for which it is kept. */
  #bench: string;
  #session: LabSession | undefined;
  /** The run whose disks were taken last, and the moment of that. */
  #taken: { session: LabSession | undefined; run: number; mark: number } = none;
  #before: Promise<unknown>;
  #notBefore = 0;

  /** @param bench answers the id of the bench: it may become another */
  constructor(shelf: StoresShelf, bench: () => string) {
    this.#shelf = shelf;
    this.#benchNow = bench;
    this.#bench = bench();
    this.#before = this.#told(async () => {
      const kept = await shelf.about(this.#bench);
      if (kept) this.keeping.set({ kept, failure: undefined });
    });
  }

  /** Begins to keep what the servers of a session store, whenever they run. Answers what ends that. */
  watch(session: LabSession): () => void {
    this.#session = session;
    const ended = new AbortController();
    const { signal } = ended;
    let isBusy = false;
    const look = async () => {
      if (isBusy || performance.now() < this.#notBefore) return;
      isBusy = true;
      await this.#inTurn(() => this.#keepNow());
      isBusy = false;
    };
    const timer = setInterval(() => void look(), beat);
    const now = () => void this.keep();
    // It is too late once the page goes: its worker ends then.
    window.addEventListener('beforeunload', now, { signal });
    document.addEventListener('visibilitychange', now, { signal });
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  }

  keep(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), patience);
      void this.#inTurn(() => this.#keepNow()).then((isKept = false) => {
        clearTimeout(timer);
        resolve(isKept);
      });
    });
  }

  isKept(): boolean {
    const { kept, failure } = this.keeping.get();
    return kept !== undefined && failure === undefined;
  }

  /** Begins to keep, or ends that and forgets what is kept. */
  choose(isKept: boolean): Promise<unknown> {
    return this.#inTurn(async () => {
      this.#bench = this.#benchNow();
      this.#notBefore = 0;
      if (!isKept) {
        await this.#shelf.end(this.#bench);
        this.keeping.set({ kept: undefined, failure: undefined });
        return;
      }
      await this.#shelf.begin(this.#bench);
      this.#taken = none;
      this.keeping.set({ kept: await this.#shelf.about(this.#bench), failure: undefined });
      await this.#keepNow();
    });
  }

  /** Forgets what is kept. The next start begins with nothing. */
  forget(): Promise<unknown> {
    return this.#inTurn(async () => {
      await this.#shelf.forget(this.#bench);
      this.keeping.set({ kept: await this.#shelf.about(this.#bench), failure: undefined });
    });
  }

  /** Answers what is kept, for a start; undefined where it cannot be read. */
  disks(): Promise<Disk[] | undefined> {
    return this.#inTurn(async () =>
      this.keeping.get().kept ? this.#shelf.disks(this.#bench) : [],
    );
  }

  /** Does an act after those before it. Answers undefined where it fails, which is told. */
  #inTurn<T>(act: () => Promise<T>): Promise<T | undefined> {
    const done = this.#before.then(() => this.#told(act));
    this.#before = done;
    return done;
  }

  async #told<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.#notBefore = performance.now() + rest;
      this.keeping.update(({ kept }) => ({ kept, failure: errorText(error) }));
      return undefined;
    }
  }

  /** Keeps what servers that run have stored. Answers whether all of it is kept. */
  async #keepNow(): Promise<boolean> {
    const session = this.#session;
    if (!this.keeping.get().kept) return false;
    if (!session || !runs(session)) return this.isKept();
    const began = performance.now();
    const { run } = session.snapshot.get();
    try {
      await this.#keepChanges(session, run);
    } catch (error) {
      // They were stopped meanwhile.
      if (!runs(session) || session.snapshot.get().run !== run) return false;
      throw error;
    }
    const ended = performance.now();
    this.#notBefore = ended + pace * (ended - began);
    return this.isKept();
  }

  async #keepChanges(session: LabSession, run: number): Promise<void> {
    const bench = this.#benchNow();
    if (bench !== this.#bench) {
      await this.#shelf.begin(bench);
      this.#bench = bench;
      this.#taken = none;
    }
    const last = this.#taken;
    const isSameRun = last.session === session && last.run === run;
    const now = await session.takeDisks(isSameRun ? last.mark : 0, mostKept);
    if (!now) return;
    if (!now.disks) throw new Error(tooMuch(now.size));
    const kept = await this.#shelf.keep(bench, now.disks, this.keeping.get().kept?.token);
    if (kept === 'other') {
      this.#taken = none;
      return this.#keepChanges(session, run);
    }
    if (kept) this.#taken = { session, run, mark: now.mark };
    const failure = kept ? undefined : 'another tab of this browser has ended that';
    this.keeping.set({ kept, failure });
  }
}

const none = { session: undefined, run: 0, mark: 0 };

const runs = ({ snapshot }: LabSession): boolean => snapshot.get().state.type === 'running';
