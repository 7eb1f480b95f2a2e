import { outAll, type CommandContext } from '../../command.ts';
import { table } from '../../table.ts';
import { showCount, showSize } from '../../units.ts';
import type { Received } from './subscribe-show.ts';

/** How often the report is told, in milliseconds. */
const beat = 1000;

/** Counts messages by their subjects, and tells of them as long as more come. */
export class SubjectReport {
  readonly #context: CommandContext;
  readonly #top: number;
  readonly #counts = new Map<string, { messages: number; bytes: number }>();
  #told = -1;
  #total = 0;
  readonly #timer = setInterval(() => this.tell(), beat);

  /** @param top how many subjects are told of */
  constructor(context: CommandContext, top: number) {
    this.#context = context;
    this.#top = top;
    context.signal.addEventListener('abort', () => clearInterval(this.#timer), { once: true });
  }

  add(key: string, { data }: Received): void {
    const { messages, bytes } = this.#counts.get(key) ?? { messages: 0, bytes: 0 };
    this.#counts.set(key, { messages: messages + 1, bytes: bytes + data.length });
    this.#total++;
  }

  /** Prints the table, unless it is what was printed last. */
  tell(): void {
    if (this.#told === this.#total) return;
    this.#told = this.#total;
    const rows = [...this.#counts]
      .sort(([a, one], [b, other]) => other.messages - one.messages || (a < b ? -1 : 1))
      .slice(0, this.#top < 0 ? undefined : this.#top);
    const sum = (part: 'messages' | 'bytes') =>
      rows.reduce((total, [, count]) => total + count[part], 0);
    const title =
      this.#top === 1 ? 'Top Subject Report' : `Top ${this.#top} Active Subjects Report`;
    const lines = table(
      title,
      ['Subject', 'Message Count', 'Bytes'],
      rows.map(([subject, { messages, bytes }]) => [subject, showCount(messages), showSize(bytes)]),
      ['Totals', showCount(sum('messages')), showSize(sum('bytes'))],
    );
    outAll(this.#context, [...lines, '']);
  }

  /** Ends it, with what has come last. */
  end(): void {
    clearInterval(this.#timer);
    this.tell();
  }
}
