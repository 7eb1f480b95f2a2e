/** One who asks: when that was, by the clock that all tabs share, and a random number of its tab. */
interface Asker {
  at: number;
  tab: number;
}

/** What tabs say to each other on the channel of a claim. */
type Said =
  | ({ type: 'asks' } & Asker)
  /** An answer to one that asks later than the one who says it. */
  | { type: 'refuses'; tab: number }
  | { type: 'takes' };

/** How long another tab has to say that it holds the claim, in milliseconds. */
const patience = 300;

/**
 * Something that one tab of a browser may hold at a time. A tab that is gone holds nothing. A web lock would say the same,
 * but a page without a secure context has none.
 */
export class Claim {
  readonly #me: Asker = { at: 0, tab: Math.random() };
  readonly #channel: BroadcastChannel;
  readonly #lost: () => void;
  #holds = false;
  #asks = false;
  #refused = () => {};

  /**
   * @param name that of the claim, in all tabs
   * @param lost called when another tab takes it
   */
  constructor(name: string, lost: () => void) {
    this.#lost = lost;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => this.#hear(data as Said);
  }

  /** Takes it, unless another tab holds it. Answers whether this tab has it then. */
  async take(): Promise<boolean> {
    if (this.#holds) return true;
    this.#asks = true;
    this.#me.at = Date.now();
    const refused = new Promise<boolean>((resolve) => (this.#refused = () => resolve(true)));
    this.#say({ type: 'asks', ...this.#me });
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience));
    this.#holds = !(await Promise.race([refused, late])) && this.#asks;
    this.#asks = false;
    return this.#holds;
  }

  /** Takes it from the tab that holds it. */
  takeOver(): void {
    this.#me.at = Date.now();
    this.#holds = true;
    this.#say({ type: 'takes' });
  }

  release(): void {
    this.#holds = false;
    this.#asks = false;
  }

  close(): void {
    this.release();
    this.#channel.close();
  }

  #say(said: Said): void {
    this.#channel.postMessage(said);
  }

  #hear(said: Said): void {
    if (said.type === 'takes') return this.#yield();
    if (said.type === 'refuses') {
      // It is told too where a refusal comes late, from a tab that was busy.
      if (said.tab === this.#me.tab) this.#yield();
      return;
    }
    if (!this.#holds && !this.#asks) return;
    const { at, tab } = this.#me;
    const isFirst = at < said.at || (at === said.at && tab < said.tab);
    if (isFirst) this.#say({ type: 'refuses', tab: said.tab });
    else this.#yield();
  }

  #yield(): void {
    const held = this.#holds;
    this.release();
    this.#refused();
    if (held) this.#lost();
  }
}
