/** A piece of text, and whether it was looked for. */
export interface Piece {
  text: string;
  found: boolean;
}

/** A text with the words that were found in it marked. */
export function marked(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0) return [{ text, found: false }];
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(escape);
  const split = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})`, 'iu'));
  return split.map((text, i) => ({ text, found: i % 2 === 1 })).filter(({ text }) => text !== '');
}

/** Cuts about `length` characters out of a text, where most of the words stand together. */
export function excerpt(text: string, words: readonly string[], length = 150): Piece[] {
  const pieces = marked(text, words);
  let at = 0;
  const places = pieces.flatMap(({ text, found }) => {
    const start = at;
    at += text.length;
    return found ? [start] : [];
  });
  const inSight = (from: number) => places.filter((p) => p >= from && p < from + length).length;
  const best = places.reduce((a, b) => (inSight(b) > inSight(a) ? b : a), places[0] ?? 0);
  const from = startOfWord(text, Math.max(0, best - 30));
  const cut = text.slice(from, from + length);
  return [
    ...(from > 0 ? [{ text: '… ', found: false }] : []),
    ...marked(cut, words),
    ...(from + length < text.length ? [{ text: ' …', found: false }] : []),
  ];
}

const startOfWord = (text: string, at: number) => (at === 0 ? 0 : text.indexOf(' ', at) + 1 || at);

const escape = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
