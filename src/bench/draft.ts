import { Store } from '../lab/session/store.ts';
import type { BenchState } from './bench.ts';

/** What a draft shows: the bench as it is, and what Undo and Redo would do, in words. */
export interface DraftSnapshot {
  state: BenchState;
  undo: string | undefined;
  redo: string | undefined;
}

interface Step {
  /** What was done, such as “Add the server east”. */
  words: string;
  before: BenchState;
  after: BenchState;
  /** Changes of one key that follow each other are one step. */
  key: string | undefined;
}

/** How many steps can be taken back. */
const longest = 200;

/** A bench that a person works on. Each change of it can be taken back. */
export class BenchDraft {
  readonly snapshot: Store<DraftSnapshot>;
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];

  constructor(state: BenchState) {
    this.snapshot = new Store<DraftSnapshot>({ state, undo: undefined, redo: undefined });
  }

  get state(): BenchState {
    return this.snapshot.get().state;
  }

  /**
   * Changes the bench.
   * @param words what is done, as Undo names it
   * @param key changes of one key that follow each other are one step, such as the letters of a word
   */
  change(words: string, next: Partial<BenchState>, key?: string): void {
    const before = this.state;
    const after = { ...before, ...next };
    const last = this.#done.at(-1);
    if (key !== undefined && last?.key === key && this.#undone.length === 0) last.after = after;
    else this.#done.push({ words, before, after, key });
    if (this.#done.length > longest) this.#done.shift();
    this.#undone.length = 0;
    this.#show(after);
  }

  /** Ends a step: a change of the same key that comes next is one of its own. */
  pause(): void {
    const last = this.#done.at(-1);
    if (last) last.key = undefined;
  }

  /** Takes the last step back. Does nothing where there is none. */
  undo(): void {
    const step = this.#done.pop();
    if (!step) return;
    this.#undone.push(step);
    this.#show(step.before);
  }

  /** Takes the last step that was taken back again. Does nothing where there is none. */
  redo(): void {
    const step = this.#undone.pop();
    if (!step) return;
    this.#done.push({ ...step, key: undefined });
    this.#show(step.after);
  }

  #show(state: BenchState): void {
    this.snapshot.set({
      state,
      undo: this.#done.at(-1)?.words,
      redo: this.#undone.at(-1)?.words,
    });
  }
}
