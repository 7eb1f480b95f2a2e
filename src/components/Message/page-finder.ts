import { finderOf } from '../../search/log-lines.ts';
import type { MessageEntry } from '../../site-data/message-entry.ts';

export type FindPage = (line: string) => MessageEntry | undefined;

/** How many lines are remembered: a log says the same again and again. */
const most = 2000;

/** Answers the page of the message that a line has in it. Of several, that with the most words of its own. */
export function pageFinder(all: readonly MessageEntry[]): FindPage {
  const finders = all.flatMap((entry) =>
    entry.messages.map((message) => ({ entry, find: finderOf(message) })),
  );
  const known = new Map<string, MessageEntry | undefined>();
  return (text) => {
    // The same words with other figures are the same message.
    const line = text.toLowerCase().replace(/\d+/g, '0');
    if (known.has(line)) return known.get(line);
    let best: { entry?: MessageEntry; length: number } = { length: 0 };
    for (const { entry, find } of finders) {
      const length = find(line);
      if (length > best.length) best = { entry, length };
    }
    if (known.size >= most) known.clear();
    known.set(line, best.entry);
    return best.entry;
  };
}
