import { hasWords } from '../Filter/filter-words.ts';
import type { MessageEntry } from '../../site-data/message-entry.ts';

/**
 * The pages that a reader means by what they typed or pasted: a few words of a message in any order, or a
 * whole line of a log, with the names and addresses of their own system in it.
 */
export function matching(entries: readonly MessageEntry[], typed: string): MessageEntry[] {
  const query = typed.trim();
  return entries.filter(({ title, messages, description }) => {
    const text = [title, ...messages, description].join(' ');
    return hasWords(text, query) || messages.some((message) => isIn(message, query));
  });
}

/** Whether a line of a log has a message in it: all of its own words, in their order. */
function isIn(message: string, line: string): boolean {
  let at = 0;
  let length = 0;
  for (const part of message.split(/%[+#]?[a-zA-Z]|\{\w+\}/)) {
    const found = line.indexOf(part.trim(), at);
    if (found < 0) return false;
    at = found + part.trim().length;
    length += part.trim().length;
  }
  return length > 8;
}
