import type { ConfText } from './conf-text.ts';

/** What stands where the server takes nothing: the server refuses the configuration. */
export interface Stray {
  at: number;
  /** A sentence without its subject. */
  words: string;
}

/** What may follow a value: its end, that of what it is in, or a comment. */
const mayFollow = /[ \t]*(?:$|[\r\n;,}\]#/])/y;

/**
 * Finds text right behind a value, as behind the brace in `password: S3c}ret`, and keys without a value, in the order
 * of the text. What such a text was meant for can only be guessed.
 */
export function strayText({ keys, scalars, blocks }: ConfText, text: string): Stray[] {
  const found: Stray[] = [];
  const ends = new Set([
    ...keys.map(({ valueEnd }) => valueEnd),
    ...scalars.map(({ end }) => end),
    ...blocks.slice(1).map(({ end }) => end + 1),
  ]);
  for (const at of ends) {
    if (at >= text.length) continue;
    mayFollow.lastIndex = at;
    if (!mayFollow.test(text))
      found.push({ at, words: 'follows a value that has ended, in one line with it' });
  }
  for (const { start, end, valueEnd } of keys)
    if (/^\s*[:=]?\s*$/.test(text.slice(end, valueEnd)))
      found.push({ at: start, words: 'is a key without a value' });
  return found.sort((a, b) => a.at - b.at);
}
