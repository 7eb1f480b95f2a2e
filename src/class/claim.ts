/** What tabs say to each other on the channel of a claim: each is named by a random number. */
type Said =
  | { type: 'asks' | 'takes'; tab: number }
  /** An answer to one that asks. */
  | { type: 'holds'; asker: number };

/** How long another tab has to say that it holds the claim, in milliseconds. */
const patience = 300;

/**
 * Something that one tab of a browser may hold at a time. A tab that is gone holds nothing. A web lock would say the same,
 * but a page without a secure context has none.
 */
export class Claim {
  readonly #tab = Math.random();
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
    const refused = new Promise<boolean>((resolve) => (this.#refused = () => resolve(true)));
    this.#say({ type: 'asks', tab: this.#tab });
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience));
    this.#holds = !(await Promise.race([refused, late])) && this.#asks;
    this.#asks = false;
    return this.#holds;
  }

  /** Takes it from the tab that holds it. */
  takeOver(): void {
    this.#holds = true;
    this.#say({ type: 'takes', tab: this.#tab });
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
    if (said.type === 'holds') {
      if (said.asker === this.#tab) this.#refused();
      return;
    }
    if (said.type === 'takes') {
      const held = this.#holds;
      this.release();
      if (held) this.#lost();
      return;
    }
    // Of two that ask at once the one with the greater number waits.
    if (this.#holds || (this.#asks && this.#tab < said.tab))
      this.#say({ type: 'holds', asker: said.tab });
  }
}
