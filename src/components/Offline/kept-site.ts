import { errorText } from '../../lab/error-text.ts';
import { Store } from '../../lab/session/store.ts';
import { askWorker, openKeptChannel, type Asked, type KeptState } from '../../offline/messages.ts';
import { registered } from '../../offline/registered.ts';

/** What this browser keeps of the site, and what it is about to do. */
export type Shown =
  | { type: 'asking' }
  | { type: 'cannot'; why: string }
  | { type: 'known'; state: KeptState; failed?: string | undefined }
  | { type: 'keeping'; state: KeptState; bytes: number }
  | { type: 'removing'; state: KeptState };

/** What this browser keeps of the site, as one page shows it: also what other pages have begun, or this one earlier. */
export class KeptSite {
  readonly shown = new Store<Shown>({ type: 'asking' });
  readonly #base: string;
  /** Counts what this page has begun and ended: an answer of before says nothing of after. */
  #acts = 0;

  /** @param base the path of the site */
  constructor(base: string) {
    this.#base = base;
  }

  /** Looks what is kept, and again whenever that changes. Answers what ends it. */
  watch(): () => void {
    const channel = openKeptChannel(this.#base);
    channel.onmessage = () => void this.#look();
    void this.#look();
    return () => channel.close();
  }

  /** Keeps the whole site, or what is missing of it. */
  keep(state: KeptState): void {
    // Else the browser may remove it when the disk is full. It may refuse, and may ask the reader.
    void navigator.storage.persist().catch(() => {});
    void this.#follow({ type: 'keep' }, state);
  }

  /** Ends the keeping. Each page that shows it says that it was cancelled. */
  cancel(): void {
    void this.#ask({ type: 'cancel' }).catch(() => {});
  }

  /** Removes the whole site, or what is here of it. */
  remove(state: KeptState): void {
    this.shown.set({ type: 'removing', state });
    void this.#act({ type: 'remove' }, state);
  }

  async #look(): Promise<void> {
    const acts = this.#acts;
    try {
      const state = await this.#ask({ type: 'state' });
      if (acts !== this.#acts) return;
      const shown = this.shown.get();
      // What this page has begun tells its own end.
      if (shown.type === 'keeping' || shown.type === 'removing') return;
      if (state.isKeeping) return await this.#follow({ type: 'follow' }, state);
      const failed = shown.type === 'known' ? shown.failed : undefined;
      this.shown.set({ type: 'known', state, failed });
    } catch (error) {
      this.shown.set({ type: 'cannot', why: errorText(error) });
    }
  }

  #follow(asked: Asked, state: KeptState): Promise<void> {
    this.shown.set({ type: 'keeping', state, bytes: state.here });
    return this.#act(asked, state);
  }

  async #act(asked: Asked, before: KeptState): Promise<void> {
    this.#acts++;
    const onKeeping = (bytes: number) => this.shown.set({ type: 'keeping', state: before, bytes });
    try {
      this.shown.set({ type: 'known', state: await this.#ask(asked, onKeeping) });
    } catch (error) {
      const state = await this.#ask({ type: 'state' }).catch(() => before);
      this.shown.set({ type: 'known', state, failed: errorText(error) });
    } finally {
      this.#acts++;
    }
  }

  async #ask(asked: Asked, onKeeping?: (bytes: number) => void): Promise<KeptState> {
    await registered(this.#base);
    const { active } = await navigator.serviceWorker.ready;
    return askWorker(active!, asked, onKeeping);
  }
}
