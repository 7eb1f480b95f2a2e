import type { AccountAt } from './accounts-at.ts';
import type { Hop } from './ways.ts';

/** How many others each place is asked about, beside its neighbours: among many, all pairs would be their square. */
export const mostOthers = 20;

/**
 * Answers the places that one is asked about: all others where they are few, else its neighbours and some others, so that
 * each pair is asked both ways or not at all.
 * @param hops the steps from a place to its neighbours
 */
export function othersAsked(
  places: readonly AccountAt[],
  hops: (from: AccountAt) => readonly Hop[],
): (from: AccountAt) => readonly AccountAt[] {
  const count = places.length;
  if (count - 1 <= mostOthers) return () => places;
  const at = new Map(places.map((place, i) => [place, i]));
  const ring = Array.from({ length: mostOthers / 2 }, (_, i) => i + 1).flatMap((i) => [i, -i]);
  return (from) => [
    ...new Set([
      ...hops(from).map(({ to }) => to),
      ...ring.map((step) => places[(at.get(from)! + step + count) % count]!),
    ]),
  ];
}
