import type { Piece } from '../../search/excerpt.ts';

/** A text in which the words that were looked for are marked. */
export default function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, found }, i) => (found ? <mark key={i}>{text}</mark> : text));
}
