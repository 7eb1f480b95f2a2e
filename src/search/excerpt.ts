import { stemOf, wordsIn } from './words.ts';

/** A piece of a text, and whether it was looked for. */
export interface Piece {
  text: string;
  found: boolean;
}

/** A text in pieces, with the words whose stems were found marked. */
export function marked(text: string, stems: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  for (const piece of text.split(/([\p{L}\p{N}_]+)/u)) {
    if (piece === '') continue;
    const found = wordsIn(piece).some((word) => stems.has(stemOf(word)));
    const last = pieces.at(-1);
    if (last && !found && !last.found) last.text += piece;
    else pieces.push({ text: piece, found });
  }
  return pieces;
}

/** Cuts about `length` characters out of a text, where most of what was found stands together. */
export function excerpt(text: string, stems: ReadonlySet<string>, length = 150): Piece[] {
  let at = 0;
  const places = marked(text, stems).flatMap(({ text, found }) => {
    const start = at;
    at += text.length;
    return found ? [{ start, stem: stemOf(text) }] : [];
  });
  const inSight = (from: number) =>
    new Set(
      places.filter(({ start }) => start >= from && start < from + length).map(({ stem }) => stem),
    ).size;
  let best = places[0]?.start ?? 0;
  for (const { start } of places) if (inSight(start) > inSight(best)) best = start;
  const from = startOfWord(text, Math.max(0, best - 30));
  const to = endOfWord(text, from + length);
  return [
    ...(from > 0 ? [{ text: '… ', found: false }] : []),
    ...marked(text.slice(from, to).trimEnd(), stems),
    ...(to < text.length ? [{ text: ' …', found: false }] : []),
  ];
}

const startOfWord = (text: string, at: number) => (at === 0 ? 0 : text.indexOf(' ', at) + 1 || at);

function endOfWord(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  // A text without a space nearby, such as a long subject, is cut where it is.
  return space > at - 40 ? space : at;
}
