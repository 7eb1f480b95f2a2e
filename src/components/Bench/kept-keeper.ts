import type { BenchState } from '../../bench/bench.ts';
import type { BenchDraft } from '../../bench/draft.ts';
import { benchName } from '../../bench/read-bench.ts';
import { errorText } from '../../lab/error-text.ts';
import { randomToken } from '../../lab/random-token.ts';
import { Store } from '../../lab/session/store.ts';
import type { KeptBench, Shelf } from './kept-shelf.ts';
import { noteUnsaved } from './unsaved-bench.ts';

/** Whether what a person has written is kept. */
export interface Keeping {
  type: 'kept' | 'keeping' | 'not kept';
  /** What the person is to know, beside that. */
  words: string | undefined;
}

/** How long nothing is written before it is kept, in milliseconds. */
const patience = 300;

/** Where the tab notes which bench it is on, so that a reload goes on with it. */
const noteKey = 'leafwise-bench';

/** The bench that this tab was on when it was loaded again; undefined if there is none. */
export function benchOfTab(): string | undefined {
  try {
    return sessionStorage.getItem(noteKey) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Notes the bench that this tab is on. */
export function noteBenchOfTab(id: string | undefined): void {
  try {
    if (id === undefined) sessionStorage.removeItem(noteKey);
    else sessionStorage.setItem(noteKey, id);
  } catch {
    // A browser may refuse storage: a reload then shows the list.
  }
}

/** A bench that was not kept before. */
export const freshBench = (state: BenchState): KeptBench => ({
  id: randomToken(),
  state,
  changed: Date.now(),
  version: 0,
});

/** A bench of the same content, under another name. */
export const copyOf = ({ state }: KeptBench): KeptBench =>
  freshBench({ ...state, name: benchName(state.name, ' (copy)') });

/** Keeps a draft in the browser, at each pause and when the page goes. */
export class Keeper {
  readonly keeping: Store<Keeping>;
  readonly #shelf: Shelf;
  readonly #draft: BenchDraft;
  #bench: KeptBench;
  #saving: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param words what the person is to know from the beginning */
  constructor(shelf: Shelf, draft: BenchDraft, bench: KeptBench, words?: string) {
    this.#shelf = shelf;
    this.#draft = draft;
    this.#bench = bench;
    this.keeping = new Store<Keeping>({ type: 'kept', words });
  }

  /** The id of the bench: it becomes another if it goes on as a copy. */
  get bench(): string {
    return this.#bench.id;
  }

  /** Begins to keep the draft. Answers what ends that. */
  follow(): () => void {
    const ended = new AbortController();
    const { signal } = ended;
    const now = () => void this.save();
    const last = () => {
      if (this.#shelf.lasts && this.#hasMore()) noteUnsaved(this.#bench.id, this.#next);
      now();
    };
    const forget = this.#draft.snapshot.subscribe(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(now, patience);
      this.keeping.update(({ words }) => ({ type: 'keeping', words }));
    });
    window.addEventListener('pagehide', last, { signal });
    // A telephone may end a page that is out of sight without another word.
    document.addEventListener('visibilitychange', last, { signal });
    noteBenchOfTab(this.#bench.id);
    if (this.#bench.version === 0) now();
    return () => {
      forget();
      ended.abort();
      now();
    };
  }

  /** Keeps the draft as it is now. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#saveNow());
    return this.#saving;
  }

  /** Whether the draft is another than what is kept. */
  #hasMore(): boolean {
    const { version, state } = this.#bench;
    return version === 0 || state !== this.#draft.state;
  }

  /** The draft as it is kept next. */
  get #next(): KeptBench {
    const { id, version } = this.#bench;
    return { id, state: this.#draft.state, changed: Date.now(), version: version + 1 };
  }

  async #saveNow(): Promise<void> {
    if (!this.#hasMore()) return;
    const next = this.#next;
    try {
      if (!(await this.#shelf.put(next))) {
        this.#becomeCopy();
        // It may be the last time that it is kept.
        return await this.#saveNow();
      }
      this.#bench = next;
      const isAll = !this.#hasMore();
      this.keeping.update(({ words }) => ({ type: isAll ? 'kept' : 'keeping', words }));
    } catch (error) {
      this.keeping.set({ type: 'not kept', words: errorText(error) });
    }
  }

  /** Another tab has written the bench meanwhile: this one goes on as another bench, so that neither is lost. */
  #becomeCopy(): void {
    this.#bench = copyOf({ ...this.#bench, state: this.#draft.state });
    noteBenchOfTab(this.#bench.id);
    void takeBench(this.#bench.id);
    const { name } = this.#bench.state;
    this.#draft.change('Go on as a copy', { name });
    this.keeping.set({
      type: 'keeping',
      words: `Another tab has changed this bench. Your changes here are kept beside it, as “${name}”.`,
    });
  }
}

/** How long another page may take to let go of a bench, such as the one before a reload, in milliseconds. */
const letGo = 1000;

/**
 * Takes a bench for this tab, until it takes another or lets go. Answers whether no other tab has it; where the browser
 * does not tell, none is taken to.
 */
export async function takeBench(id: string): Promise<boolean> {
  // Not where the page came without TLS, and Node 20 has no navigator.
  const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
  const locks = navigator?.locks;
  if (!locks) return true;
  if (held?.id === id) return true;
  letBenchGo();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), letGo);
  return new Promise((resolve) => {
    locks
      .request(`leafwise-bench ${id}`, { signal: late.signal }, () => {
        clearTimeout(timer);
        resolve(true);
        return new Promise<void>((release) => (held = { id, release }));
      })
      // Another tab has it; or the browser gives no locks, as where cookies are blocked.
      .catch(() => resolve(!late.signal.aborted));
  });
}

/** The bench that this page has taken. */
let held: { id: string; release: () => void } | undefined;

/** Lets other tabs have the bench that this one had. */
export function letBenchGo(): void {
  held?.release();
  held = undefined;
}
